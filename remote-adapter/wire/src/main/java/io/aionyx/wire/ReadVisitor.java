package io.aionyx.wire;

/** Sees the answer to a remote-read request: for each query {@link #result}, then its series. */
public interface ReadVisitor extends WriteVisitor {
  /** The series that follow answer the query of this index. */
  void result(int queryIndex);
}
