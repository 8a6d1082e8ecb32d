package io.aionyx.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.explain.Contribution;
import io.aionyx.core.explain.Direction;
import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.Model;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.ModelRefusedException;
import io.aionyx.core.model.Scores;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final long TICK = 30_000;

  /** Probability is the first feature itself; the second one pushes a quarter as much. */
  private record Echo(ModelCard card) implements Model {
    static Echo of(Horizon horizon, String... features) {
      var columns =
          List.of(features).stream().map(f -> new ModelCard.FeatureSpec(f, 0.2f)).toList();
      return new Echo(
          new ModelCard(
              "echo-" + horizon.label(),
              "1",
              "pod",
              horizon,
              "any",
              columns,
              0.5,
              "0".repeat(64),
              Map.of()));
    }

    @Override
    public Scores score(FloatBuffer rows, int count) {
      int width = card.features().size();
      var probability = FloatBuffer.allocate(count);
      var contributions = FloatBuffer.allocate(count * (width + 1));
      var eta = FloatBuffer.allocate(count * 3);
      for (int row = 0; row < count; row++) {
        probability.put(row, rows.get(row * width));
        contributions.put(row * (width + 1), 0.8f).put(row * (width + 1) + 1, 0.2f);
        eta.put(3 * row, 60).put(3 * row + 1, 120).put(3 * row + 2, 180);
      }
      return new Scores(
          count, width, probability, probability, probability, probability, contributions, eta);
    }

    @Override
    public void close() {}
  }

  private static Pipeline pipeline(Model... models) {
    return new Pipeline(Catalogs.shipped(), new Models(List.of(models), List.of()));
  }

  private static void memory(Pipeline pipeline, String pod, long atMillis, double share) {
    sample(
        pipeline,
        atMillis,
        share * 100,
        "__name__",
        "container_memory_working_set_bytes",
        "namespace",
        "shop",
        "pod",
        pod,
        "container",
        "app");
    sample(
        pipeline,
        atMillis,
        100,
        "__name__",
        "kube_pod_container_resource_limits",
        "resource",
        "memory",
        "namespace",
        "shop",
        "pod",
        pod,
        "container",
        "app");
  }

  private static void sample(Pipeline pipeline, long atMillis, double value, String... labels) {
    pipeline.append(pipeline.resolve(Labels.of(labels)), atMillis, value);
  }

  @Test
  void evaluate_firstSamples_arePredictedAtOnceWithReasonsThatSumToOne() {
    var pipeline =
        pipeline(
            Echo.of(Horizon.H2, "memory_limit_ratio_last", "memory_limit_ratio_mean_30m"),
            Echo.of(Horizon.M30, "memory_limit_ratio_last", "memory_limit_ratio_mean_30m"));
    memory(pipeline, "cart", TICK, 0.75);

    var evaluation = pipeline.evaluate(TICK);

    assertThat(evaluation.entities()).containsEntry("pod", 1);
    assertThat(evaluation.predictions())
        .extracting(Prediction::horizon)
        .containsExactly(Horizon.M30, Horizon.H2);
    var prediction = evaluation.predictions().get(0);
    assertThat(prediction.entity()).isEqualTo(Entity.pod("shop", "cart"));
    assertThat(prediction.probability()).isEqualTo(0.75);
    assertThat(prediction.contributions())
        .extracting(Contribution::feature, Contribution::direction)
        .containsExactly(
            tuple("memory_limit_ratio_last", Direction.HIGH),
            tuple("memory_limit_ratio_mean_30m", Direction.HIGH));
    assertThat(prediction.contributions().stream().mapToDouble(Contribution::share).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void
      evaluate_entityWatchedForLessThanHalfAnHour_doesNotAlarmAndIsBoundedFromBelowByWhatWasSeen() {
    var pipeline = pipeline(Echo.of(Horizon.H2, "memory_limit_ratio_last"));
    for (long at = TICK; at < TICK + 15 * 60_000; at += TICK) {
      memory(pipeline, "cart", at, 0.75);
      pipeline.advance(at);
    }
    memory(pipeline, "cart", TICK + 15 * 60_000, 0.75);
    var young = pipeline.evaluate(TICK + 15 * 60_000).predictions().get(0);
    memory(pipeline, "cart", TICK + 30 * 60_000, 0.75);
    var settled = pipeline.evaluate(TICK + 30 * 60_000).predictions().get(0);

    assertThat(young.probability()).isEqualTo(0.75);
    assertThat(young.lower()).isCloseTo(0.375, within(1e-6));
    assertThat(young.alarming()).isFalse();
    assertThat(young.eta()).isNull();
    assertThat(settled.lower()).isEqualTo(0.75);
    assertThat(settled.alarming()).isTrue();
    assertThat(settled.eta()).isEqualTo(new Prediction.Eta(60, 120, 180));
  }

  @Test
  void evaluate_failureUnlikely_givesNoTimeToFailure() {
    var pipeline = pipeline(Echo.of(Horizon.H2, "memory_limit_ratio_last"));
    memory(pipeline, "cart", TICK, 0.05);
    pipeline.evaluate(TICK);
    memory(pipeline, "cart", TICK + 3_600_000, 0.05);

    assertThat(pipeline.evaluate(TICK + 3_600_000).predictions().get(0).eta()).isNull();
  }

  @Test
  void evaluate_longerHorizon_isNeverLessLikelyThanAShorter() {
    var pipeline =
        pipeline(
            Echo.of(Horizon.M30, "memory_limit_ratio_last"),
            Echo.of(Horizon.H2, "memory_limit_ratio_floor_slope_2h", "memory_limit_ratio_last"));
    for (long at = TICK; at <= 2 * 3_600_000; at += TICK) {
      memory(pipeline, "cart", at, 0.8);
      pipeline.advance(at);
    }
    memory(pipeline, "cart", 2 * 3_600_000 + TICK, 0.8);

    var predictions = pipeline.evaluate(2 * 3_600_000 + TICK).predictions();

    assertThat(predictions)
        .extracting(Prediction::horizon)
        .containsExactly(Horizon.M30, Horizon.H2);
    assertThat(predictions.get(1).probability()).isEqualTo(predictions.get(0).probability());
    assertThat(predictions.get(1).contributions()).isEqualTo(predictions.get(0).contributions());
  }

  @Test
  void evaluate_entityGone_isNoLongerPredicted() {
    var pipeline = pipeline(Echo.of(Horizon.H2, "memory_limit_ratio_last"));
    memory(pipeline, "cart", TICK, 0.4);
    pipeline.evaluate(TICK);

    assertThat(pipeline.evaluate(TICK + 6 * 60_000).predictions()).isEmpty();
  }

  @Test
  void evaluate_backInTime_isRefused() {
    var pipeline = pipeline();
    pipeline.evaluate(TICK);

    assertThatThrownBy(() -> pipeline.evaluate(TICK)).hasMessageContaining("go forward");
  }

  @Test
  void use_unknownFeature_isRefusedAndTheOldModelStays() {
    var pipeline = pipeline(Echo.of(Horizon.H2, "memory_limit_ratio_last"));
    var wrong = new Models(List.of(Echo.of(Horizon.H2, "moon_phase_last")), List.of());

    assertThatThrownBy(() -> pipeline.use(wrong))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("moon_phase_last");
    memory(pipeline, "cart", TICK, 0.4);
    assertThat(pipeline.evaluate(TICK).predictions()).hasSize(1);
  }

  @Test
  void replay_samplesOfAScrapeInAnyOrder_givesTheSameBits() {
    assertThat(fingerprint(false)).isEqualTo(fingerprint(true));
  }

  /** Scrapes of thirty pods over two hours; what a scrape holds comes forwards or backwards. */
  private static long fingerprint(boolean backwards) {
    var pipeline = pipeline();
    var random = new SplittableRandom(11);
    long hash = 17;
    for (int pod = 0; pod < 30; pod++) {
      memory(pipeline, "p" + pod, 0, 0.5);
    }
    for (long at = TICK; at <= 2 * 3_600_000; at += TICK) {
      var shares = random.doubles(30).toArray();
      for (int i = 0; i < 30; i++) {
        int pod = backwards ? 29 - i : i;
        memory(pipeline, "p" + pod, at, shares[pod]);
      }
      pipeline.advance(at);
      FeatureTable table = pipeline.features(EntityKind.POD);
      var rows = table.rows();
      while (rows.hasRemaining()) {
        hash = hash * 31 + Float.floatToRawIntBits(rows.get());
      }
    }
    return hash;
  }
}
