package io.aionyx.trainer.backtest;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.EntityKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The two ends of the scale: one who never says anything, and one who knows. */
final class Bounds {
  private static final Referee REFEREE = Referee.of(Horizon.H2);

  private Bounds() {}

  static Result.World never(Tape tape, List<EntityKind> kinds) {
    var tally = new Tally();
    tally.nodeDays = tape.nodeDays();
    for (var failure : tape.failures(kinds)) {
      var mode = tally.mode(failure.mode());
      mode.all++;
      mode.reachable += failure.reachable(REFEREE.lead()) ? 1 : 0;
    }
    return new Result.World(tally, new Rows());
  }

  /** Announces each failure as soon as anything shows, at most one horizon ahead. */
  static Result.World oracle(Tape tape, List<EntityKind> kinds) {
    var tally = never(tape, kinds).tally();
    for (var failure : tape.failures(kinds)) {
      if (failure.reachable(REFEREE.lead())) {
        tally.goodAlarms++;
        tally.mode(failure.mode()).hit++;
        long seen = failure.failMillis() - failure.observableMillis();
        long leadMillis = Math.min(seen, REFEREE.horizon().duration().toMillis());
        tally
            .leadMinutes
            .computeIfAbsent(failure.mode(), mode -> new ArrayList<>())
            .add(Duration.ofMillis(leadMillis).toSeconds() / 60.0);
      }
    }
    return new Result.World(tally, new Rows());
  }
}
