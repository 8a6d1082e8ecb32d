package io.aionyx.bridge.prom;

/** The other side did not answer as it should; nothing is known, so nothing may be concluded. */
public final class UnavailableException extends RuntimeException {

  public UnavailableException(String message) {
    super(message);
  }

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
