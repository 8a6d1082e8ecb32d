package io.aionyx.wire.history;

import java.io.IOException;

/** History that could not be had, and why. The message names the server. */
public final class HistoryException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** No connection. */
    UNREACHABLE(true),
    /** The answer was not complete within the time allowed. */
    TIMED_OUT(true),
    /** The server will not answer this request: a 4xx other than 429. */
    REFUSED(false),
    /** The server cannot answer now: 429, or a 5xx. */
    UNAVAILABLE(true),
    /** The connection ended inside the answer. */
    BROKEN(true),
    /** The answer is not what the protocol says, or larger than is accepted. */
    CORRUPT(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }
  }

  private final Kind kind;

  public HistoryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public HistoryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same request may succeed later. */
  public boolean passing() {
    return kind.passing;
  }
}
