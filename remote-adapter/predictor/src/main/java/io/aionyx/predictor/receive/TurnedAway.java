package io.aionyx.predictor.receive;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A whole request is refused: with which status, and under which reason it is counted. */
final class TurnedAway extends Exception {
  private static final long serialVersionUID = 1L;

  final int status;
  final String reason;
  final transient @Nullable Duration retryAfter;

  TurnedAway(int status, String reason, String text) {
    this(status, reason, text, null);
  }

  TurnedAway(int status, String reason, String text, @Nullable Duration retryAfter) {
    super(text, null, false, false);
    this.status = status;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  String text() {
    return reason + ": " + getMessage();
  }
}
