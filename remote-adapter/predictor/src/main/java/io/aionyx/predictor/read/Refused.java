package io.aionyx.predictor.read;

/**
 * A request that is not answered. Carries no stack trace: refusing must stay cheap.
 *
 * <p>{@code reason} is stable and fits a metric label.
 */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  final int status;
  final String reason;

  Refused(int status, String reason, String message) {
    super(message, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  static Refused badData(String reason, String message) {
    return new Refused(400, reason, message);
  }
}
