package io.aionyx.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.ModelFolder;
import io.aionyx.core.model.Spread;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.trainer.backtest.Backtest;
import io.aionyx.trainer.backtest.Contestants;
import io.aionyx.trainer.backtest.HtmlReport;
import io.aionyx.trainer.backtest.Result;
import io.aionyx.trainer.backtest.Table;
import io.aionyx.trainer.bundle.BundleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on worlds small enough for a test. */
final class TrainingTest {
  private static final String NAME = "pod-failure-2h";

  @TempDir static Path folder;
  private static Result result;

  private static TrainingPlan plan(Seeds seeds) {
    return new TrainingPlan(
        "leak worlds",
        seed -> new LeakWorld(seed, 40),
        seeds,
        Catalogs.shipped(),
        List.of(EntityKind.POD),
        List.of(Horizon.H2),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(2),
        Set.of(),
        7);
  }

  @BeforeAll
  static void train() {
    result = Training.run(plan(Seeds.from(1, 3, 1, 2, 3)), folder.resolve("a"), Progress.SILENT);
  }

  @Test
  void run_unseenWorlds_findsMostLeaksWithFewFalseAlarms() {
    var card = new ModelFolder(folder.resolve("a"), BundleWriter::parse).card(NAME);
    assertThat(figure(card, "event_recall_reachable")).isGreaterThan(0.6);
    assertThat(figure(card, "event_precision")).isGreaterThan(0.7);
  }

  @Test
  void card_ofTheRun_tellsHowEachFeatureWasSpread() {
    var card = new ModelFolder(folder.resolve("a"), BundleWriter::parse).card(NAME);
    var model = ModelCard.of(card);
    assertThat(Spread.of(model.facts()).keySet()).containsAll(model.featureNames());
    var age = Objects.requireNonNull(Spread.of(model.facts()).get("age_hours"));
    double sum = 0;
    for (int bin = 0; bin < age.bins(); bin++) {
      assertThat(age.share(bin)).isLessThan(0.2);
      sum += age.share(bin);
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  @Test
  void report_ofTheRun_showsEveryContestantAndThePlots() throws IOException {
    assertThat(Table.of(result))
        .contains("aionyx 2h", "predict_linear", "3-sigma share", "never", "oracle", "plateau");
    var page = folder.resolve("report.html");
    HtmlReport.write(result, page);
    assertThat(Files.readString(page))
        .contains("Reliability", "Worst false alarms", "<polyline", "</html>")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void backtest_ofTheWrittenBundle_confirmsItsCard() {
    var folderOfRun = new ModelFolder(folder.resolve("a"), BundleWriter::parse);
    var kinds = List.of(EntityKind.POD);
    var again =
        Backtest.run(
            new Backtest.Plan(
                seed -> new LeakWorld(seed, 40),
                List.of(7L, 8L, 9L),
                Catalogs.shipped(),
                Contestants.of(folderOfRun, kinds),
                kinds,
                Duration.ofMinutes(1),
                Duration.ofMinutes(2)),
            Progress.SILENT);
    assertThat(again.facts("aionyx 2h", EntityKind.POD))
        .isEqualTo(result.facts("aionyx 2h", EntityKind.POD));
  }

  @Test
  void run_folder_opensAsTheProductOpensIt() {
    var models = new ModelFolder(folder.resolve("a"), BundleWriter::parse);
    assertThat(models.names()).containsExactly("pod-anomaly", NAME);
    try (var model = models.model(NAME);
        var detector = models.detector("pod-anomaly")) {
      assertThat(model.card().horizon()).isEqualTo(Horizon.H2);
      assertThat(model.card().features()).hasSameSizeAs(detector.card().features());
      assertThat(model.trees()).isPresent();
    }
  }

  @Test
  void run_samePlanTwice_writesTheSameGraphs() throws IOException {
    Training.run(plan(Seeds.from(1, 3, 1, 2, 0)), folder.resolve("b"), Progress.SILENT);
    for (var name : List.of(NAME, "pod-anomaly")) {
      assertThat(folder.resolve("b").resolve(name).resolve("model.onnx"))
          .hasSameBinaryContentAs(folder.resolve("a").resolve(name).resolve("model.onnx"));
    }
    assertThat(Files.readString(folder.resolve("b").resolve(NAME).resolve("model.yaml")))
        .contains("not validated");
  }

  private static double figure(Map<String, ?> card, String name) {
    if (card.get("quality") instanceof Map<?, ?> quality
        && quality.get(name) instanceof Map<?, ?> interval
        && interval.get("value") instanceof Number value) {
      return value.doubleValue();
    }
    throw new AssertionError(name + " is missing in " + card.get("quality"));
  }
}
