package io.aionyx.trainer.backtest;

import io.aionyx.core.history.History;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.Model;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.trainer.Parallel;
import io.aionyx.trainer.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Runs contestants over histories and counts. */
public final class Backtest {
  /**
   * What is judged on what.
   *
   * @param worlds makes the history of a seed
   * @param kinds whose failures count
   * @param evaluation how often the pipeline takes values, as it does when it serves
   * @param every how often each contestant is asked
   */
  public record Plan(
      LongFunction<History> worlds,
      List<Long> seeds,
      SignalCatalog catalog,
      List<Contestant> contestants,
      List<EntityKind> kinds,
      Duration evaluation,
      Duration every) {
    public Plan {
      seeds = List.copyOf(seeds);
      contestants = List.copyOf(contestants);
      kinds = List.copyOf(kinds);
    }
  }

  private final Plan plan;

  private Backtest(Plan plan) {
    this.plan = plan;
  }

  /** A judge by a model; closing the judge closes the model. */
  public static Judge judge(EntityKind kind, Model model) {
    return new ModelJudge(kind, model);
  }

  /** The same contestants, those without thresholds now with the best that these worlds know. */
  public static List<Contestant> fixThresholds(Plan plan, Progress progress) {
    var tapes =
        Parallel.map(plan.seeds(), new Backtest(plan)::record, "fixing thresholds", progress);
    var fixed = new ArrayList<Contestant>();
    for (int i = 0; i < plan.contestants().size(); i++) {
      var contestant = plan.contestants().get(i);
      var thresholds = new Thresholds(tapes, Referee.of(contestant.horizon()));
      fixed.add(
          contestant.thresholds().isEmpty()
              ? contestant.with(thresholds.fix(i, plan.kinds()))
              : contestant);
    }
    return fixed;
  }

  /** Judges every contestant on every history. */
  public static Result run(Plan plan, Progress progress) {
    var backtest = new Backtest(plan);
    var worlds = Parallel.map(plan.seeds(), backtest::judgeWorld, "judging worlds", progress);
    var lines = new ArrayList<Result.Line>();
    for (int i = 0; i < plan.contestants().size(); i++) {
      int index = i;
      lines.add(
          new Result.Line(
              plan.contestants().get(i), worlds.stream().map(world -> world.get(index)).toList()));
    }
    if (!worlds.isEmpty()) {
      lines.add(named("never", worlds, plan.contestants().size()));
      lines.add(named("oracle", worlds, plan.contestants().size() + 1));
    }
    return new Result(lines, plan.seeds());
  }

  private static Result.Line named(String name, List<List<Result.World>> worlds, int index) {
    var contestant = new Contestant(name, Horizon.H2, List::of, Map.of());
    return new Result.Line(contestant, worlds.stream().map(world -> world.get(index)).toList());
  }

  private Tape record(long seed) {
    return Tape.record(
        seed,
        plan.worlds().apply(seed),
        plan.catalog(),
        plan.contestants(),
        plan.evaluation(),
        plan.every());
  }

  private List<Result.World> judgeWorld(long seed) {
    var tape = record(seed);
    var judged = new ArrayList<Result.World>();
    IntStream.range(0, plan.contestants().size()).forEach(i -> judged.add(judge(tape, i)));
    judged.add(Bounds.never(tape, plan.kinds()));
    judged.add(Bounds.oracle(tape, plan.kinds()));
    return judged;
  }

  private Result.World judge(Tape tape, int index) {
    var contestant = plan.contestants().get(index);
    var referee = Referee.of(contestant.horizon());
    var tally = referee.judge(tape, index, plan.kinds(), contestant::threshold);
    var rows = new Rows();
    if (contestant.isModel()) {
      rows.add(tape, tape.tracks(index), contestant.horizon());
    }
    return new Result.World(tally, rows);
  }
}
