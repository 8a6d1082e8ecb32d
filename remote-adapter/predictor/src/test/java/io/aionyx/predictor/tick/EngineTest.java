package io.aionyx.predictor.tick;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Pipeline;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.Echo;
import io.aionyx.predictor.config.Config.ClockKind;
import io.aionyx.predictor.outcomes.Outcomes;
import io.aionyx.predictor.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final SignalCatalog CATALOG =
      SignalCatalog.of(
          Map.of(
              "signals",
              Map.of(
                  "pod",
                  Map.of(
                      "memory_limit_ratio",
                      Map.of(
                          "ratio",
                          Map.of(
                              "of", List.of("container_memory_working_set_bytes"),
                              "to", List.of("kube_pod_container_resource_limits")))))));

  private record Sample(Labels series, long timestampMillis, double value) {}

  private final List<Evaluation> evaluations = new ArrayList<>();

  private Engine engine(ClockKind clock) {
    return new Engine(
        new Pipeline(CATALOG, Echo.models()),
        new Outcomes(new Telemetry("", "")),
        clock,
        INTERVAL,
        (evaluation, _) -> evaluations.add(evaluation));
  }

  private static void ingest(Engine engine, List<Sample> batch) {
    int[] refs =
        batch.stream()
            .mapToInt(sample -> engine.resolve(sample.series(), 100).getAsInt())
            .toArray();
    engine.ingest(
        feed -> {
          for (int i = 0; i < refs.length; i++) {
            feed.append(refs[i], batch.get(i).timestampMillis(), batch.get(i).value());
          }
          return refs.length;
        });
  }

  /** Two hours of five pods whose memory wanders, in scrape order. */
  private static List<Sample> stream() {
    var random = new SplittableRandom(7);
    var samples = new ArrayList<Sample>();
    for (long at = 1_000; at < 7_200_000; at += 15_000) {
      for (int pod = 0; pod < 5; pod++) {
        samples.add(sample("container_memory_working_set_bytes", pod, at, random.nextInt(100)));
        samples.add(sample("kube_pod_container_resource_limits", pod, at, 100));
      }
    }
    return samples;
  }

  private static Sample sample(String name, int pod, long atMillis, double value) {
    return new Sample(
        Labels.of("__name__", name, "namespace", "shop", "pod", "cart-" + pod), atMillis, value);
  }

  private List<Evaluation> replay(int batchSize) {
    evaluations.clear();
    var engine = engine(ClockKind.EVENT);
    List<Sample> samples = stream();
    for (int from = 0; from < samples.size(); from += batchSize) {
      ingest(engine, samples.subList(from, Math.min(from + batchSize, samples.size())));
    }
    return List.copyOf(evaluations);
  }

  @Test
  void eventClock_anyCutIntoBatches_givesTheSamePredictionsBitForBit() {
    List<Evaluation> one = replay(1);

    assertThat(one).hasSizeGreaterThan(230);
    assertThat(one.get(100).predictions()).hasSize(10);
    assertThat(replay(1)).isEqualTo(one);
    assertThat(replay(7)).isEqualTo(one);
    assertThat(replay(100_000)).isEqualTo(one);
  }

  @Test
  void eventClock_evaluation_seesNothingAfterItsBoundary() {
    var engine = engine(ClockKind.EVENT);
    ingest(
        engine,
        List.of(
            sample("kube_pod_container_resource_limits", 0, 30_000, 100),
            sample("container_memory_working_set_bytes", 0, 30_000, 20),
            sample("container_memory_working_set_bytes", 0, 30_001, 90),
            sample("container_memory_working_set_bytes", 0, 60_000, 90)));

    assertThat(evaluations).extracting(Evaluation::atMillis).containsExactly(30_000L);
    assertThat(evaluations.get(0).predictions().get(0).probability()).isEqualTo(0.2f);
    assertThat(engine.greatestMillis()).isEqualTo(60_000);
  }

  @Test
  void wallClock_samples_evaluateNothing() {
    var engine = engine(ClockKind.WALL);
    ingest(engine, stream());

    assertThat(evaluations).isEmpty();
  }

  @Test
  void evaluate_boundaryOfThePast_isLeftOut() {
    var engine = engine(ClockKind.WALL);
    engine.evaluate(60_000);
    engine.evaluate(60_000);
    engine.evaluate(30_000);

    assertThat(evaluations).extracting(Evaluation::atMillis).containsExactly(60_000L);
  }

  @Test
  void resolve_beyondTheLimit_refusesOnlyWhatIsNewAndWanted() {
    var engine = engine(ClockKind.WALL);
    var first = sample("container_memory_working_set_bytes", 0, 0, 0).series();
    var second = sample("container_memory_working_set_bytes", 1, 0, 0).series();
    int ref = engine.resolve(first, 1).getAsInt();

    assertThat(engine.resolve(second, 1)).isEmpty();
    assertThat(engine.resolve(first, 1)).hasValue(ref);
    assertThat(engine.resolve(Labels.of("__name__", "go_goroutines"), 1))
        .hasValue(Pipeline.DROPPED);
  }

  @Test
  void silentSeries_areGivenUpBeforeAnythingElseHappens() {
    var engine = engine(ClockKind.EVENT);
    var told = new ArrayList<Integer>();
    engine.onGivenUp(
        refs -> {
          told.addAll(refs);
          engine.resolve(Labels.of("__name__", "go_goroutines"), 1);
        });
    var silent = sample("container_memory_working_set_bytes", 0, 30_000, 1);
    ingest(engine, List.of(silent));
    int ref = engine.resolve(silent.series(), 100).getAsInt();
    for (long at = 60_000; at <= 4 * 3_600_000L; at += 300_000) {
      ingest(engine, List.of(sample("container_memory_working_set_bytes", 1, at, 1)));
    }
    assertThat(told).containsExactly(ref);
    assertThat(engine.series()).isEqualTo(1);
  }

  @Test
  void wallTicker_boundariesReached_evaluatesTheLatest() throws Exception {
    var ticked = new CountDownLatch(2);
    var engine =
        new Engine(
            new Pipeline(CATALOG, Echo.models()),
            new Outcomes(new Telemetry("", "")),
            ClockKind.WALL,
            INTERVAL,
            (evaluation, _) -> {
              evaluations.add(evaluation);
              ticked.countDown();
            });
    var looks = new AtomicLong();
    // Every look at the clock is 5 ms before or 1 ms after the next boundary.
    InstantSource clock =
        () -> {
          long look = looks.getAndIncrement();
          return Instant.ofEpochMilli((look / 2 + 1) * 30_000 + (look % 2 == 0 ? -5 : 1));
        };
    try (var ticker = new WallTicker(engine, clock, INTERVAL)) {
      ticker.start();
      assertThat(ticked.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(evaluations).extracting(e -> e.atMillis() % 30_000).containsOnly(0L);
  }

  @Test
  void wallTicker_delay_leadsToTheNextBoundary() {
    try (var ticker = new WallTicker(engine(ClockKind.WALL), Instant::now, INTERVAL)) {
      assertThat(ticker.delayMillis(30_000)).isEqualTo(30_000);
      assertThat(ticker.delayMillis(59_999)).isEqualTo(1);
      assertThat(ticker.boundaryMillis(59_999)).isEqualTo(30_000);
    }
  }

  @Test
  void evaluate_clockThatStepsAnHourAheadAndBack_isSilentAndThenGoesOn() {
    long hour = 3_600_000;
    var engine = engine(ClockKind.WALL);
    List<Sample> samples = stream();
    ingest(engine, samples.stream().filter(each -> each.timestampMillis() < hour).toList());
    engine.evaluate(hour);
    assertThat(evaluations.getLast().predictions()).isNotEmpty();

    engine.evaluate(2 * hour); // an hour too early: nothing is known of that moment
    assertThat(evaluations.getLast().predictions()).isEmpty();
    engine.evaluate(hour + 30_000); // put right: told already, in a future that was not
    assertThat(evaluations).hasSize(2);

    ingest(engine, samples.stream().filter(each -> each.timestampMillis() >= hour).toList());
    engine.evaluate(2 * hour + 30_000);
    assertThat(evaluations.getLast().predictions()).isNotEmpty();
  }
}
