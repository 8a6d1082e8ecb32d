package io.aionyx.core.model;

/** A bundle that must not serve; the message names the model and says what is wrong with it. */
public final class ModelRefusedException extends RuntimeException {
  public ModelRefusedException(String message) {
    super(message);
  }

  public ModelRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
