package io.aionyx.app.stack;

/**
 * A program is neither on the PATH nor to be had as a package; the message says what to install.
 */
public final class MissingToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingToolException(String message) {
    super(message);
  }
}
