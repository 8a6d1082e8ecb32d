package io.aionyx.bridge.cluster;

import java.time.Duration;

/** A typed failure of the Kubernetes API. */
public final class ClusterException extends RuntimeException {

  /** What a caller can conclude. */
  public enum Fault {
    /** 401, 403: the bridge lacks the right. Nothing happened. */
    FORBIDDEN,
    /** 404, 410: the object or its kind is not there. Nothing happened. */
    NOT_FOUND,
    /** 409: somebody else wrote first, or the object exists. Nothing happened. */
    CONFLICT,
    /** 429: a disruption budget or the server's own limits say not now. Nothing happened. */
    NOT_NOW,
    /** 400, 405, 415, 422: the request can never work. Nothing happened. */
    INVALID,
    /** 5xx, time-out, broken connection: it may have happened or not. */
    UNKNOWN
  }

  private final Fault fault;
  private final Duration retryAfter;

  public ClusterException(Fault fault, String message, Duration retryAfter) {
    super(message);
    this.fault = fault;
    this.retryAfter = retryAfter;
  }

  public ClusterException(Fault fault, String message) {
    this(fault, message, Duration.ZERO);
  }

  public static ClusterException ofStatus(int status, String message, Duration retryAfter) {
    Fault fault =
        switch (status) {
          case 401, 403 -> Fault.FORBIDDEN;
          case 404, 410 -> Fault.NOT_FOUND;
          case 409 -> Fault.CONFLICT;
          case 429 -> Fault.NOT_NOW;
          case 400, 405, 406, 415, 422 -> Fault.INVALID;
          default -> Fault.UNKNOWN;
        };
    return new ClusterException(fault, status + " " + message, retryAfter);
  }

  /** Nothing happened, and the same call may succeed later. */
  public boolean isForNowOnly() {
    return fault == Fault.NOT_NOW || fault == Fault.CONFLICT;
  }

  public Fault fault() {
    return fault;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
