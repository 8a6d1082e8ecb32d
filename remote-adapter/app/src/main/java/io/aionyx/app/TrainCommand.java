package io.aionyx.app;

import io.aionyx.core.history.History;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.Predictor;
import io.aionyx.scenarios.random.Split;
import io.aionyx.trainer.Seeds;
import io.aionyx.trainer.Training;
import io.aionyx.trainer.TrainingPlan;
import io.aionyx.trainer.backtest.HtmlReport;
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

/** Trains the models that ship, or others like them. */
@Command(
    name = "train",
    description = "Train models on simulated clusters and write them as bundles.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    footer = {"", "Equal options give equal bundles, byte for byte."})
final class TrainCommand implements Callable<Integer> {
  private static final int FOR_TRIALS = 12;

  enum Source {
    SCENARIOS
  }

  @Option(
      names = "--from",
      required = true,
      description = "Where histories come from: ${COMPLETION-CANDIDATES}.")
  private Source from = Source.SCENARIOS;

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
  public Integer call() {
    if (worlds.size() != 4) {
      throw new ParameterException(
          spec.commandLine(), "--worlds needs four numbers: was " + worlds);
    }
    var progress = new ProgressLine();
    var result = Training.run(plan(), out, progress);
    progress.end();
    if (report != null) {
      HtmlReport.write(result, report);
    }
    System.out.println("bundles written to " + out.toAbsolutePath().normalize());
    return 0;
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
        Duration.ofMinutes(2),
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
