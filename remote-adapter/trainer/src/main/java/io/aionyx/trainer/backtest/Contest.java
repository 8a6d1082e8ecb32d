package io.aionyx.trainer.backtest;

import io.aionyx.core.model.Horizon;
import java.util.Locale;

/**
 * Whether new models of a horizon may take the place of those that serve: only where they rank
 * better on the same newest slice and are no worse in events and in what their probabilities mean.
 */
public final class Contest {
  /** A calibration error this much larger is still no worse: it is an estimate too. */
  private static final double TOLERANCE = 0.01;

  private Contest() {}

  /**
   * @param reason the figures that decided
   */
  public record Verdict(Horizon horizon, boolean promoted, String reason) {}

  /** Both results must be of the same plan but for the models. */
  public static Verdict between(Result challenger, Result champion, Horizon horizon) {
    var name = Contestant.nameOf(horizon);
    var challenging = challenger.line(name);
    var serving = champion.line(name);
    if (challenging.isEmpty()) {
      return new Verdict(horizon, false, "too little failed to train it");
    }
    var now = challenging.get();
    if (now.rows().failed() == 0) {
      return new Verdict(horizon, false, "nothing failed in the newest slice to measure it on");
    }
    return serving
        .map(before -> decide(horizon, now, before))
        .orElseGet(() -> new Verdict(horizon, true, "none served before; " + figures(now)));
  }

  private static Verdict decide(Horizon horizon, Result.Line now, Result.Line before) {
    boolean ranksBetter = now.rows().prAuc() > before.rows().prAuc();
    boolean announcesAsWell = now.total().f1() >= before.total().f1();
    boolean meansAsMuch =
        now.rows().calibrationError() <= before.rows().calibrationError() + TOLERANCE;
    return new Verdict(
        horizon,
        ranksBetter && announcesAsWell && meansAsMuch,
        figures(now) + ", against " + figures(before));
  }

  private static String figures(Result.Line line) {
    return String.format(
        Locale.ROOT,
        "PR-AUC %.3f, event F1 %.2f, calibration error %.3f",
        line.rows().prAuc(),
        line.total().f1(),
        line.rows().calibrationError());
  }
}
