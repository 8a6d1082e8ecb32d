package io.aionyx.bridge.store;

/** The file cannot be written or read; callers answer 5xx or try again, never drop. */
public final class StoreException extends RuntimeException {

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
