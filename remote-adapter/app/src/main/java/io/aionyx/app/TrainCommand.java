package io.aionyx.app;

import io.aionyx.core.history.History;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.config.PrometheusDuration;
import io.aionyx.scenarios.random.Split;
import io.aionyx.trainer.Seeds;
import io.aionyx.trainer.Training;
import io.aionyx.trainer.TrainingPlan;
import io.aionyx.trainer.backtest.Contest;
import io.aionyx.trainer.backtest.HtmlReport;
import io.aionyx.trainer.backtest.Result;
import io.aionyx.trainer.observed.Slices;
import io.aionyx.trainer.observed.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains models on simulated clusters, or on the history of the user's own Prometheus. */
@Command(
    name = "train",
    description = {
      "Train models and write them as bundles: on simulated clusters, with --prometheus on what a",
      "Prometheus remembers, or with --openmetrics on a file. Of the latter two, only models that"
          + " do",
      "better than those that serve, on the newest slice of that history, are written."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    footer = {"", "Equal options and equal histories give equal bundles, byte for byte."})
final class TrainCommand implements Callable<Integer> {
  private static final int FOR_TRIALS = 12;

  private static final String SCENARIOS = "scenarios";

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description = "'scenarios', or with --prometheus how far to look back, such as 30d.")
  private String from = "";

  @Mixin private OwnPast past = new OwnPast();

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where bundles are written.")
  private Path out = Path.of("models");

  @Option(
      names = "--worlds",
      paramLabel = "N",
      split = ",",
      description = "Worlds to grow trees on, to stop growth by, to calibrate on, to measure on.")
  private List<Integer> worlds = List.of(30, 5, 7, 8);

  @Option(names = "--horizons", split = ",", paramLabel = "H", description = "Horizons to train.")
  private List<String> horizons = List.of("30m", "2h");

  @Option(names = "--kinds", split = ",", paramLabel = "KIND", description = "Kinds of entity.")
  private List<String> kinds = List.of("node", "pod");

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "MODE",
      description = "Failure modes to withhold, to see what a model makes of the unseen.")
  private List<String> withheld = List.of();

  @Mixin private Worlds shape = new Worlds();

  @Option(
      names = "--grow-failures",
      paramLabel = "N",
      description = "Failures a day in the worlds that trees learn from; as --failures by default.")
  private @Nullable Double growFailures;

  @Option(names = "--seed", paramLabel = "N", description = "Of the sampling inside the training.")
  private long seed = 42;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as a page.")
  private @Nullable Path report;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean fits =
        !past.asked()
            ? from.equals(SCENARIOS)
            : past.ofFile() ? from.isEmpty() : !from.isEmpty() && !from.equals(SCENARIOS);
    if (!fits) {
      throw new ParameterException(
          spec.commandLine(),
          "needs --from scenarios, or --prometheus URL and how far --from, or --openmetrics FILE"
              + " alone");
    }
    return past.asked() ? trainOnOwnPast() : trainOnScenarios();
  }

  private int trainOnScenarios() {
    if (worlds.size() != 4) {
      throw new ParameterException(
          spec.commandLine(), "--worlds needs four numbers: was " + worlds);
    }
    var progress = new ProgressLine();
    var result = Training.run(plan(), out, progress);
    progress.end();
    report(result);
    System.out.println("bundles written to " + out.toAbsolutePath().normalize());
    return 0;
  }

  private void report(Result result) {
    if (report != null) {
      HtmlReport.write(result, report);
    }
  }

  private int trainOnOwnPast() throws IOException, InterruptedException {
    Duration back = past.ofFile() ? Duration.ZERO : back();
    var progress = new ProgressLine();
    var catalog = Predictor.shippedCatalog();
    try (var spool = new Spool()) {
      var range = past.fetch(back, catalog, spool, progress);
      var slices = new Slices(spool, range.fromMillis(), range.toMillis(), longestHorizon());
      var plan = plan(slices, catalog);
      Path challengers = Files.createTempDirectory("aionyx-challengers");
      var result = Training.run(plan, challengers, progress);
      var verdicts = new Promotion(plan, out, progress).of(challengers);
      progress.end();
      report(result);
      tell(slices, verdicts);
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--from: " + e.getMessage(), e);
    }
  }

  private void tell(Slices slices, List<Contest.Verdict> verdicts) {
    System.out.println("failures by slice, oldest first: " + slices.failures());
    System.out.println(
        slices.measuresUnseen()
            ? "measured on entities that nothing was learnt from"
            : "too few unseen entities failed: measured on all of them, later in time only");
    for (var verdict : verdicts) {
      System.out.println(
          verdict.horizon().label()
              + (verdict.promoted() ? ": promoted: " : ": not promoted: ")
              + verdict.reason());
    }
  }

  private Duration back() {
    try {
      return PrometheusDuration.parse(from);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--from " + e.getMessage(), e);
    }
  }

  private Duration longestHorizon() {
    return horizons.stream()
        .map(horizon -> Horizon.of(horizon).duration())
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private TrainingPlan plan(Slices slices, SignalCatalog catalog) {
    return new TrainingPlan(
        (past.ofFile() ? "own OpenMetrics" : "own Prometheus, " + from + " back")
            + ", cut by time with a gap of the longest horizon",
        slices::part,
        slices.seeds(),
        catalog,
        kinds.stream().map(name -> kind(catalog, name)).toList(),
        horizons.stream().map(Horizon::of).toList(),
        past.evaluation(),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Set.copyOf(withheld),
        seed);
  }

  private TrainingPlan plan() {
    SignalCatalog catalog = Predictor.shippedCatalog();
    Seeds seeds = seeds();
    return new TrainingPlan(
        source(),
        seed -> world(seeds, seed),
        seeds,
        catalog,
        kinds.stream().map(name -> kind(catalog, name)).toList(),
        horizons.stream().map(Horizon::of).toList(),
        shape.scrapeInterval(),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Set.copyOf(withheld),
        seed);
  }

  private String source() {
    return growFailures == null
        ? shape.toString()
        : shape + "; " + growFailures + " failures a day where trees grow";
  }

  /** Trees learn most from failures; what calibrates and measures keeps its own number of them. */
  private History world(Seeds seeds, long seed) {
    return growFailures != null && seeds.grow().contains(seed)
        ? shape.denser(seed, growFailures)
        : shape.world(seed);
  }

  /**
   * What validates comes from a split that shares nothing with what trains. The first dozen
   * training worlds are left to demos and trials.
   */
  private Seeds seeds() {
    int count = worlds.get(0) + worlds.get(1) + worlds.get(2);
    List<Long> train = Split.TRAIN.seeds(FOR_TRIALS + count).skip(FOR_TRIALS).boxed().toList();
    int tune = worlds.get(0);
    int calibrate = tune + worlds.get(1);
    return new Seeds(
        train.subList(0, tune),
        train.subList(tune, calibrate),
        train.subList(calibrate, train.size()),
        Split.VALIDATION.seeds(worlds.get(3)).boxed().toList());
  }

  private EntityKind kind(SignalCatalog catalog, String name) {
    return catalog.kinds().stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), "unknown entity kind " + name));
  }
}
