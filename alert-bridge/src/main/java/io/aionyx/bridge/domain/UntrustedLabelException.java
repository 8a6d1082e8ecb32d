package io.aionyx.bridge.domain;

/** An alert carries a label that names nothing a cluster could hold. */
public final class UntrustedLabelException extends IllegalArgumentException {

  public UntrustedLabelException(String message) {
    super(message);
  }
}
