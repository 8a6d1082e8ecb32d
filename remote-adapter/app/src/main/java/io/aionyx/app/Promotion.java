package io.aionyx.app;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.ModelFolder;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.predictor.bundles.Bundles;
import io.aionyx.predictor.config.YamlDocument;
import io.aionyx.trainer.Progress;
import io.aionyx.trainer.TrainingPlan;
import io.aionyx.trainer.backtest.Backtest;
import io.aionyx.trainer.backtest.Contest;
import io.aionyx.trainer.backtest.Contestants;
import io.aionyx.trainer.backtest.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Lets freshly trained bundles take the place of those that serve, where they are better. */
final class Promotion {
  private final TrainingPlan plan;
  private final Path champions;
  private final Progress progress;

  /**
   * @param champions where bundles that serve are, and where promoted ones go; the shipped ones
   *     stand in while it is empty
   */
  Promotion(TrainingPlan plan, Path champions, Progress progress) {
    this.plan = plan;
    this.champions = champions;
    this.progress = progress;
  }

  List<Contest.Verdict> of(Path challengers) throws IOException {
    var now = measure(challengers);
    var before = measure(serving());
    var verdicts = new ArrayList<Contest.Verdict>();
    for (Horizon horizon : plan.horizons()) {
      var verdict = Contest.between(now, before, horizon);
      verdicts.add(verdict);
      if (verdict.promoted()) {
        promote(challengers, horizon);
      }
    }
    return verdicts;
  }

  private Path serving() throws IOException {
    if (Files.isDirectory(champions) && !folder(champions).names().isEmpty()) {
      return champions;
    }
    Path shipped = Files.createTempDirectory("aionyx-shipped");
    Bundles.copyShipped(shipped);
    return shipped;
  }

  static ModelFolder folder(Path path) {
    return new ModelFolder(path, text -> YamlDocument.parse("model.yaml", text).plain());
  }

  private Result measure(Path models) {
    List<EntityKind> kinds = plan.kinds();
    return Backtest.run(
        new Backtest.Plan(
            plan.worlds(),
            plan.seeds().validate(),
            plan.catalog(),
            Contestants.of(folder(models), kinds),
            kinds,
            plan.evaluation(),
            plan.judgeEvery()),
        progress);
  }

  private void promote(Path challengers, Horizon horizon) throws IOException {
    var folder = folder(challengers);
    for (String name : folder.names()) {
      if (horizon.label().equals(folder.card(name).get("horizon"))) {
        Path to = Files.createDirectories(champions.resolve(name));
        for (String file : List.of("model.onnx", "model.yaml")) {
          Path draft = to.resolve(file + ".draft");
          Files.copy(
              challengers.resolve(name).resolve(file), draft, StandardCopyOption.REPLACE_EXISTING);
          Files.move(
              draft,
              to.resolve(file),
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }
}
