package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Untold;
import io.aionyx.app.doctor.Verdict.Weak;
import java.time.Duration;
import java.util.OptionalDouble;

/** Samples carry the clock of who scraped them; who disagrees with it predicts at wrong times. */
final class ClockChecks {
  private static final double WEAK_SECONDS = 2;

  /** Half of an evaluation interval: beyond it a prediction lands in another evaluation. */
  private static final double BAD_SECONDS = 15;

  private static final String FIX = "synchronise both machines: chrony or systemd-timesyncd";

  private ClockChecks() {}

  /**
   * @param ofPrometheus against this machine
   * @param ofPredictor against this machine, to the second
   */
  static Verdict agree(Duration ofPrometheus, Duration ofPredictor) {
    double apart = Math.abs(ofPrometheus.minus(ofPredictor).toMillis()) / 1000.0;
    String seen = "Prometheus and the predictor are %.1f s apart".formatted(apart);
    if (apart > BAD_SECONDS) {
      return new Bad(seen, FIX);
    }
    return apart > WEAK_SECONDS ? new Weak(seen, FIX) : new Good(seen);
  }

  static Verdict ofNodes(OptionalDouble offsetSeconds) {
    if (offsetSeconds.isEmpty()) {
      return new Untold("no node_timex_offset_seconds");
    }
    String seen = "nodes are at most %.3f s off".formatted(offsetSeconds.getAsDouble());
    return offsetSeconds.getAsDouble() > WEAK_SECONDS
        ? new Weak(seen, "synchronise the nodes' clocks: chrony or systemd-timesyncd")
        : new Good(seen);
  }
}
