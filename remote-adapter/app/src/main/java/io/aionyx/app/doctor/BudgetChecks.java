package io.aionyx.app.doctor;

import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Weak;

/** What predictions cost the Prometheus that holds them. */
final class BudgetChecks {
  /** The promise: near one percent of the host Prometheus. */
  private static final double PROMISED_SHARE = 0.02;

  private static final double TOO_MUCH_SHARE = 0.1;

  /** Below this it is no burden to any Prometheus, whatever its share. */
  private static final double SMALL = 2_500;

  private BudgetChecks() {}

  static Verdict isKept(double written, double held, Exposition ofPredictor) {
    double withheld = ofPredictor.sum("aionyx_withheld_entities_total", "reason", "limit");
    double share = held > 0 ? written / held : 0;
    String seen = "%.0f aionyx_* series, %.1f %% of %.0f".formatted(written, share * 100, held);
    if (share > TOO_MUCH_SHARE && written > SMALL) {
      return new Bad(seen, "lower publish.pods_top and publish.contributions_top in aionyx.yaml");
    }
    if (share > PROMISED_SHARE && written > SMALL) {
      return new Weak(seen, "lower publish.pods_top or raise publish.pods_above in aionyx.yaml");
    }
    return withheld > 0
        ? new Weak(
            seen + "; %.0f times an entity gave way".formatted(withheld),
            "raise publish.max_series in aionyx.yaml")
        : new Good(seen);
  }
}
