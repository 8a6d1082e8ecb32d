package io.aionyx.app;

import io.aionyx.core.model.ModelFolder;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.config.YamlDocument;
import io.aionyx.scenarios.random.Split;
import io.aionyx.trainer.backtest.Backtest;
import io.aionyx.trainer.backtest.Baselines;
import io.aionyx.trainer.backtest.Contestants;
import io.aionyx.trainer.backtest.HtmlReport;
import io.aionyx.trainer.backtest.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds bundles and baselines against worlds that no training has seen. */
@Command(
    name = "backtest",
    description =
        "Measure bundles and plain rules on simulated clusters that no training has seen.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class BacktestCommand implements Callable<Integer> {
  @Option(
      names = "--models",
      required = true,
      paramLabel = "FOLDER",
      description = "Bundles to measure.")
  private @Nullable Path models;

  @Option(names = "--worlds", paramLabel = "N", description = "Worlds to measure on.")
  private int worlds = 8;

  @Mixin private Worlds shape = new Worlds();

  @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as a page.")
  private @Nullable Path report;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path folder = models;
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "--models: no folder " + folder);
    }
    var catalog = Predictor.shippedCatalog();
    var kinds = List.of(EntityKind.NODE, EntityKind.POD);
    var contestants =
        new ArrayList<>(
            Contestants.of(
                new ModelFolder(folder, text -> YamlDocument.parse("model.yaml", text).plain()),
                kinds));
    contestants.addAll(Baselines.shipped(kinds));
    var progress = new ProgressLine();
    var result =
        Backtest.run(
            new Backtest.Plan(
                shape::world,
                Split.TEST.seeds(worlds).boxed().toList(),
                catalog,
                contestants,
                kinds,
                shape.scrapeInterval(),
                Duration.ofMinutes(1)),
            progress);
    progress.end();
    System.out.println(Table.of(result));
    if (report != null) {
      HtmlReport.write(result, report);
    }
    return 0;
  }
}
