package io.aionyx.predictor.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.Anomaly;
import io.aionyx.core.Drift;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.predictor.config.Config.Publish;
import io.aionyx.predictor.outcomes.Episode;
import io.aionyx.predictor.outcomes.Quality;
import io.aionyx.predictor.outcomes.Report;
import io.aionyx.predictor.telemetry.Telemetry;
import io.aionyx.wire.StaleMarker;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final Entity NODE = Entity.node("n1");
  private static final Entity POD = Entity.pod("shop", "cart-1");

  private long nowMillis = 1_000_000;
  private final Telemetry telemetry = new Telemetry("test", "");

  private Publisher publisher(Publish limits) {
    return new Publisher(limits, "", () -> Instant.ofEpochMilli(nowMillis), telemetry);
  }

  private static Map<String, Double> values(List<Point> points) {
    return points.stream()
        .collect(Collectors.toMap(point -> point.series().toString(), Point::value));
  }

  @Test
  void publish_likelyFailure_writesEveryFamily() {
    var evaluation =
        Evaluations.with(
            Evaluations.at(990_000, Evaluations.prediction(POD, Horizon.H2, 0.8)),
            new Anomaly(POD, "forest", 1.5));

    var values = values(publisher(Publish.DEFAULTS).publish(evaluation));

    String pod = "entity_kind=\"pod\",";
    String id = "namespace=\"shop\",pod=\"cart-1\"";
    String model = pod + "failure_mode=\"any\",horizon=\"2h\",model=\"model-2h\"," + id;
    assertThat(values)
        .containsEntry("aionyx_failure_probability{" + model + "}", 0.8)
        .containsEntry("aionyx_failure_probability_lower{" + model + "}", 0.4)
        .containsEntry("aionyx_failure_probability_upper{" + model + "}", 0.9)
        .containsEntry("aionyx_failure_risk_rank{" + pod + id + "}", 1.0)
        .containsEntry("aionyx_anomaly_score{detector=\"forest\"," + pod + id + "}", 1.5)
        .containsEntry(
            "aionyx_failure_eta_seconds{"
                + pod
                + "failure_mode=\"any\",namespace=\"shop\","
                + "percentile=\"50\",pod=\"cart-1\"}",
            120.0)
        .containsEntry(
            "aionyx_failure_contribution_ratio{direction=\"high\","
                + pod
                + "feature=\"f0\",horizon=\"2h\","
                + id
                + "}",
            0.5);
  }

  @Test
  void publish_contributions_nameFiveAndSumToOne() {
    var points =
        publisher(Publish.DEFAULTS)
            .publish(Evaluations.at(1, Evaluations.prediction(POD, Horizon.H2, 0.8)));

    var contributions =
        points.stream()
            .filter(p -> p.series().metricName().equals("aionyx_failure_contribution_ratio"))
            .toList();
    assertThat(contributions).hasSize(6);
    assertThat(contributions)
        .extracting(point -> point.series().get("feature"))
        .containsExactly("f0", "f1", "f2", "f3", "f4", "other");
    assertThat(contributions.stream().mapToDouble(Point::value).sum()).isCloseTo(1, within(1e-9));
  }

  @Test
  void publish_unlikelyFailure_isNeitherExplainedNorTimed() {
    var points =
        publisher(Publish.DEFAULTS)
            .publish(Evaluations.at(1, Evaluations.prediction(NODE, Horizon.H2, 0.09)));

    assertThat(points)
        .extracting(point -> point.series().metricName())
        .containsExactly(
            "aionyx_failure_probability",
            "aionyx_failure_probability_lower",
            "aionyx_failure_probability_upper",
            "aionyx_failure_risk_rank");
  }

  @Test
  void publish_clusterConfigured_isAddedOnlyWhereTheInputHasNone() {
    var publisher =
        new Publisher(Publish.DEFAULTS, "prod", () -> Instant.ofEpochMilli(nowMillis), telemetry);
    var known = new Entity(NODE.kind(), Labels.of("cluster", "edge", "node", "n2"));

    var points =
        publisher.publish(
            Evaluations.at(
                1,
                Evaluations.prediction(NODE, Horizon.H2, 0.1),
                Evaluations.prediction(known, Horizon.H2, 0.1)));

    assertThat(points)
        .extracting(point -> point.series().get("node") + " " + point.series().get("cluster"))
        .containsOnly("n1 prod", "n2 edge");
  }

  @Test
  void publish_seriesNoLongerThere_getsOneStaleMarker() {
    var publisher = publisher(Publish.DEFAULTS);
    publisher.publish(Evaluations.at(1000, Evaluations.prediction(POD, Horizon.H2, 0.8)));

    var gone =
        publisher.publish(Evaluations.at(2000, Evaluations.prediction(NODE, Horizon.H2, 0.01)));
    var later =
        publisher.publish(Evaluations.at(3000, Evaluations.prediction(NODE, Horizon.H2, 0.01)));

    assertThat(gone.stream().filter(point -> StaleMarker.is(point.value())))
        .hasSize(13)
        .allSatisfy(point -> assertThat(point.series().get("pod")).isEqualTo("cart-1"))
        .allSatisfy(point -> assertThat(point.timestampMillis()).isEqualTo(2000));
    assertThat(later).noneMatch(point -> StaleMarker.is(point.value()));
  }

  @Test
  void retire_endsEverythingThatIsLiveOnce() {
    var publisher = publisher(Publish.DEFAULTS);
    var live =
        publisher.publish(Evaluations.at(1000, Evaluations.prediction(POD, Horizon.H2, 0.8)));

    var ended = publisher.retire();

    assertThat(ended).hasSameSizeAs(live).allMatch(point -> StaleMarker.is(point.value()));
    assertThat(ended).allMatch(point -> point.timestampMillis() == 1001);
    assertThat(publisher.retire()).isEmpty();
  }

  @Test
  void publish_anyClockAndBoundaries_stampsGrowAndAreNeverLaterThanNow() {
    var random = new SplittableRandom(11);
    var publisher = publisher(Publish.DEFAULTS);
    var last = new HashMap<Labels, Long>();
    long boundary = nowMillis;
    for (int i = 0; i < 2000; i++) {
      nowMillis += random.nextInt(-20_000, 40_000);
      boundary += random.nextInt(-5_000, 30_000);
      Entity entity = random.nextBoolean() ? NODE : POD;
      var points =
          publisher.publish(
              Evaluations.at(
                  boundary, Evaluations.prediction(entity, Horizon.H2, random.nextDouble())));
      for (Point point : points) {
        assertThat(point.timestampMillis()).isLessThanOrEqualTo(nowMillis);
        Long before = last.put(point.series(), point.timestampMillis());
        assertThat(before == null || before < point.timestampMillis()).isTrue();
      }
    }
    assertThat(last).isNotEmpty();
  }

  @Test
  void publish_manyPods_keepsToTheBudget() {
    var points =
        publisher(Publish.DEFAULTS).publish(Evaluations.at(1, Evaluations.pods(1500, 0.9)));

    var pods = points.stream().map(point -> point.series().get("pod")).distinct().toList();
    assertThat(pods).hasSize(100).startsWith("pod-00000").endsWith("pod-00099");
    assertThat(telemetry.total("aionyx_withheld_entities")).isEqualTo(1400);
  }

  @Test
  void publish_riskyPods_areAllWritten() {
    var limits = new Publish(0.05, 3, 0.1, 5, 20_000);
    var points = publisher(limits).publish(Evaluations.at(1, Evaluations.pods(100, 1)));

    var pods = points.stream().map(point -> point.series().get("pod")).distinct().toList();
    assertThat(pods).hasSize(19); // 1/19 is above 0.05, 1/20 is not
  }

  @Test
  void publish_hardLimit_keepsTheRiskiest() {
    var limits = new Publish(0, 1000, 0.1, 5, 40);
    var points = publisher(limits).publish(Evaluations.at(1, Evaluations.pods(100, 1)));

    assertThat(points).hasSizeLessThanOrEqualTo(40);
    assertThat(points.get(0).series().get("pod")).isEqualTo("pod-00000");
  }

  @Test
  void publish_clusterOfFiftyNodes_staysNearOnePercentOfItsPrometheus() {
    var predictions = new java.util.ArrayList<io.aionyx.core.Prediction>();
    for (int i = 0; i < 50; i++) {
      for (Horizon horizon : List.of(Horizon.M30, Horizon.H2)) {
        predictions.add(Evaluations.prediction(Entity.node("n" + i), horizon, i < 3 ? 0.6 : 0.01));
      }
    }
    for (int i = 0; i < 1500; i++) {
      for (Horizon horizon : List.of(Horizon.M30, Horizon.H2)) {
        predictions.add(
            Evaluations.prediction(Entity.pod("shop", "p" + i), horizon, i < 15 ? 0.6 : 0.01));
      }
    }
    var points =
        publisher(Publish.DEFAULTS)
            .publish(Evaluations.at(1, predictions.toArray(io.aionyx.core.Prediction[]::new)));

    assertThat(points).hasSizeBetween(500, 2500);
    assertThat(new HashSet<>(points.stream().map(Point::series).toList())).hasSameSizeAs(points);
  }

  @Test
  void publish_forecasts_comeAfterThePredictionsWithinTheLimitAndEndAsTheyDo() {
    var limits = new Publish(0.05, 100, 0.1, 5, 2);
    var publisher = publisher(limits);
    var forecasts = new TreeMap<Labels, Double>();
    for (String name : List.of("a", "b", "c")) {
      forecasts.put(Labels.of("__name__", name), 1.0);
    }

    var points = publisher.publish(Evaluations.at(1), Report.EMPTY, List.of(), forecasts);
    assertThat(points).extracting(point -> point.series().metricName()).containsExactly("a", "b");

    var after = publisher.publish(Evaluations.at(2), Report.EMPTY, List.of(), Map.of());
    assertThat(after).hasSize(2).allMatch(point -> StaleMarker.is(point.value()));
  }

  @Test
  void publish_outcomes_haveTheDocumentedNamesAndEndWithTheEpisode() {
    var episode = new Episode("e1", POD, Horizon.H2, "any", "pod-failure-2h", "v7", 90_000, 0.8);
    var quality = new Quality("pod-failure-2h", "any", 0.9, 0.7, Double.NaN, 2, 0.01, 0.02);
    var publisher = publisher(Publish.DEFAULTS);
    var points =
        publisher.publish(
            Evaluations.at(1),
            new Report(List.of(episode), List.of(), List.of(quality)),
            List.of(new Drift("pod-failure-2h", "age_hours", 0.3)),
            Map.of());

    String line = "failure_mode=\"any\",model=\"pod-failure-2h\",";
    String live = line + "source=\"live\",window=\"30d\"}";
    assertThat(points)
        .extracting(point -> point.series() + " " + point.value())
        .containsExactlyInAnyOrder(
            "aionyx_prediction_info{entity_kind=\"pod\",failure_mode=\"any\","
                + "model=\"pod-failure-2h\",model_version=\"v7\",namespace=\"shop\","
                + "pod=\"cart-1\",prediction_id=\"e1\"} 1.0",
            "aionyx_prediction_opened_timestamp_seconds{prediction_id=\"e1\"} 90.0",
            "aionyx_model_precision_ratio{" + live + " 0.9",
            "aionyx_model_precision_lower_bound_ratio{" + live + " 0.7",
            "aionyx_model_false_alarms_per_day{" + live + " 2.0",
            "aionyx_model_brier_score{" + line + "window=\"30d\"} 0.01",
            "aionyx_model_calibration_error_ratio{" + line + "window=\"30d\"} 0.02",
            "aionyx_model_drift_score{feature=\"age_hours\",model=\"pod-failure-2h\"} 0.3");

    var after =
        publisher.publish(
            Evaluations.at(2),
            new Report(List.of(), List.of(), List.of(quality)),
            List.of(),
            Map.of());
    assertThat(after)
        .filteredOn(point -> StaleMarker.is(point.value()))
        .extracting(point -> point.series().metricName())
        .containsExactlyInAnyOrder(
            "aionyx_prediction_info",
            "aionyx_prediction_opened_timestamp_seconds",
            "aionyx_model_drift_score");
  }
}
