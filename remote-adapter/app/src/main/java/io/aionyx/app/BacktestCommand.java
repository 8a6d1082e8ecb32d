package io.aionyx.app;

import io.aionyx.core.history.History;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.bundles.Bundles;
import io.aionyx.predictor.config.PrometheusDuration;
import io.aionyx.scenarios.random.Split;
import io.aionyx.trainer.backtest.Backtest;
import io.aionyx.trainer.backtest.Baselines;
import io.aionyx.trainer.backtest.Contestants;
import io.aionyx.trainer.backtest.HtmlReport;
import io.aionyx.trainer.backtest.Table;
import io.aionyx.trainer.observed.ObservedHistory;
import io.aionyx.trainer.observed.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds bundles and baselines against a past: a simulated one, or the user's own. */
@Command(
    name = "backtest",
    description = {
      "Measure bundles and plain rules on a past they have not seen: on simulated clusters, on"
          + " what",
      "a Prometheus remembers, or on a file of OpenMetrics."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BacktestCommand implements Callable<Integer> {
  private static final List<EntityKind> KINDS = List.of(EntityKind.NODE, EntityKind.POD);

  /** Days of one history are drawn again and again for intervals, as worlds are. */
  private static final long BLOCK_MILLIS = Duration.ofDays(2).toMillis();

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "Bundles to measure; the shipped ones where none is named.")
  private @Nullable Path models;

  @Option(
      names = "--scenario-seeds",
      paramLabel = "SPLIT",
      description = "Simulated clusters of 'validation' or 'test', which no training has seen.")
  private String split = "test";

  @Option(names = "--worlds", paramLabel = "N", description = "Simulated clusters to measure on.")
  private int worlds = 8;

  @Mixin private Worlds shape = new Worlds();

  @Mixin private OwnPast past = new OwnPast();

  @Option(
      names = "--from",
      paramLabel = "DURATION",
      description = "With --prometheus: how far to look back.")
  private String from = "7d";

  @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as a page.")
  private @Nullable Path report;

  @Spec private CommandSpec spec;

  /** Histories by number. */
  private record Pasts(LongFunction<History> worlds, List<Long> numbers, Duration evaluation) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = folder();
    var catalog = Predictor.shippedCatalog();
    var progress = new ProgressLine();
    if (!past.asked()) {
      int answer = run(folder, catalog, simulated(), progress);
      System.out.println(CeilingTable.of(seeds().stream().map(shape::world).toList()));
      return answer;
    }
    try (var spool = new Spool()) {
      return run(folder, catalog, own(spool, catalog, progress), progress);
    }
  }

  private int run(Path folder, SignalCatalog catalog, Pasts pasts, ProgressLine progress) {
    var contestants = new ArrayList<>(Contestants.of(Promotion.folder(folder), KINDS));
    contestants.addAll(Baselines.shipped(KINDS));
    var result =
        Backtest.run(
            new Backtest.Plan(
                pasts.worlds(),
                pasts.numbers(),
                catalog,
                contestants,
                KINDS,
                pasts.evaluation(),
                Duration.ofMinutes(1)),
            progress);
    progress.end();
    System.out.println(Table.of(result));
    if (report != null) {
      HtmlReport.write(result, report);
    }
    return 0;
  }

  private Path folder() throws IOException {
    Path named = models;
    if (named == null) {
      Path shipped = Files.createTempDirectory("aionyx-shipped");
      Bundles.copyShipped(shipped);
      return shipped;
    }
    if (!Files.isDirectory(named)) {
      throw new ParameterException(spec.commandLine(), "--models: no folder " + named);
    }
    return named;
  }

  private Pasts simulated() {
    return new Pasts(shape::world, seeds(), shape.scrapeInterval());
  }

  private List<Long> seeds() {
    Split chosen =
        switch (split.toLowerCase(Locale.ROOT)) {
          case "validation" -> Split.VALIDATION;
          case "test" -> Split.TEST;
          default ->
              throw new ParameterException(
                  spec.commandLine(), "--scenario-seeds must be validation or test: was " + split);
        };
    return chosen.seeds(worlds).boxed().toList();
  }

  private Pasts own(Spool spool, SignalCatalog catalog, ProgressLine progress)
      throws IOException, InterruptedException {
    OwnPast.Range range = past.fetch(back(), catalog, spool, progress);
    long blocks = Math.max(1, (range.toMillis() - range.fromMillis()) / BLOCK_MILLIS);
    long each = (range.toMillis() - range.fromMillis()) / blocks + 1;
    return new Pasts(
        number ->
            ObservedHistory.of(
                spool.between(
                    range.fromMillis() + number * each,
                    range.fromMillis() + (number + 1) * each - 1)),
        LongStream.range(0, blocks).boxed().toList(),
        past.evaluation());
  }

  private Duration back() {
    try {
      return PrometheusDuration.parse(from);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--from " + e.getMessage(), e);
    }
  }
}
