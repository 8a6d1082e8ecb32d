package io.aionyx.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.Models;
import io.aionyx.core.Pipeline;
import io.aionyx.core.forecast.Forecaster;
import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.forecast.Outlook;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.config.Config.Forecasts;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import io.aionyx.scenarios.random.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Holds forecasts of every signal that is forecast by default against the same time yesterday, in a
 * simulated cluster of a seed that trains nothing. Takes a minute or more, so no build runs it, but
 * {@code mvn verify -Dit.test=ForecastQualityMeasurement}, with {@code -Daionyx.forecast.pods=60}
 * on more pods.
 */
class ForecastQualityMeasurement {
  private static final int DAYS = Integer.getInteger("aionyx.forecast.days", 21);
  private static final int PODS = Integer.getInteger("aionyx.forecast.pods", 12);
  private static final int FIRST_DAY = 14;
  private static final int DAY = 288;
  private static final int NEAR = 6;
  private static final long STEP = LiveForecast.STEP_MILLIS;

  private final SignalCatalog catalog = Predictor.shippedCatalog();
  private final Pipeline pipeline = new Pipeline(catalog, Models.NONE);
  private final Map<String, Map<Entity, Followed>> signals = new LinkedHashMap<>();
  private final long startMillis = spec().startMillis();

  private static WorldSpec spec() {
    return WorldSpec.of(Split.TEST.seeds(3).skip(2).findFirst().orElseThrow())
        .withSize(Math.max(2, PODS / 6), PODS)
        .withDuration(Duration.ofDays(DAYS))
        .withScrapeInterval(Duration.ofMinutes(1))
        .withIncidents(1, 1);
  }

  /**
   * One signal of one entity, with what was said of each step when it was half an hour, a day away.
   */
  private static final class Followed {
    final LiveForecast live = new LiveForecast();
    final float[] truth = unknown();
    final float[] near = unknown();
    final float[] far = unknown();
    double sum;
    int count;

    private static float[] unknown() {
      var values = new float[(DAYS + 2) * DAY];
      Arrays.fill(values, Float.NaN);
      return values;
    }

    void close(int step, long atMillis) {
      if (count == 0) {
        return;
      }
      truth[step] = (float) (sum / count);
      live.observe(atMillis, truth[step]);
      if (live.due()) {
        live.use(Forecaster.fit(live.past()));
      }
      Outlook outlook = live.outlook();
      if (outlook != null) {
        near[step + NEAR] = (float) outlook.at(atMillis + NEAR * STEP, 50);
        far[step + DAY] = (float) outlook.at(atMillis + DAY * STEP, 50);
      }
      sum = 0;
      count = 0;
    }
  }

  /** Sums of absolute errors at the moments at which all three are known. */
  private static final class Figures {
    double near;
    double far;
    double yesterday;
    long moments;

    void add(Followed followed) {
      for (int t = FIRST_DAY * DAY; t < DAYS * DAY; t++) {
        float truth = followed.truth[t];
        float before = followed.truth[t - DAY];
        if (!Float.isNaN(truth + before + followed.near[t] + followed.far[t])) {
          near += Math.abs(followed.near[t] - truth);
          far += Math.abs(followed.far[t] - truth);
          yesterday += Math.abs(before - truth);
          moments++;
        }
      }
    }

    double nearRatio() {
      return near / yesterday;
    }

    double farRatio() {
      return far / yesterday;
    }
  }

  private final class Feed implements History.Sink {
    private final List<Integer> refs = new ArrayList<>();

    @Override
    public int open(Labels series) {
      refs.add(pipeline.resolve(series));
      return refs.size() - 1;
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      int ref = refs.get(handle);
      if (ref != Pipeline.DROPPED) {
        pipeline.append(ref, timestampMillis, value);
      }
    }

    @Override
    public void advance(long timestampMillis) {
      pipeline.advance(timestampMillis + 1);
      take(timestampMillis + 1);
    }
  }

  private void take(long atMillis) {
    for (String name : Forecasts.DEFAULTS.signals()) {
      EntityKind kind = kind(name);
      int index = catalog.names(kind).indexOf(name.substring(name.indexOf('.') + 1));
      var followed = signals.computeIfAbsent(name, _ -> new TreeMap<>());
      pipeline.read(
          kind,
          index,
          (entity, value) -> {
            var one = followed.computeIfAbsent(entity, _ -> new Followed());
            one.sum += value;
            one.count++;
          });
    }
    if ((atMillis - startMillis) % STEP == 0) {
      int step = (int) ((atMillis - startMillis) / STEP);
      signals.values().forEach(of -> of.values().forEach(one -> one.close(step, atMillis)));
    }
  }

  private EntityKind kind(String name) {
    return catalog.kinds().stream()
        .filter(kind -> name.startsWith(kind.name() + "."))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void forecasts_ofASimulatedCluster_beatYesterdayWhereThereIsALoad() {
    World.of(spec()).replay(new Feed());

    System.out.printf(
        "forecasts of %d days of %d pods after %d days, error / error of yesterday's value:%n",
        DAYS - FIRST_DAY, PODS, FIRST_DAY);
    var all = new TreeMap<String, Figures>();
    signals.forEach(
        (name, of) -> {
          var figures = new Figures();
          of.values().forEach(figures::add);
          if (figures.moments > 0 && figures.yesterday > 0) {
            all.put(name, figures);
            System.out.printf(
                "%-44s %7d moments   30m %.2f   24h %.2f%n",
                name, figures.moments, figures.nearRatio(), figures.farRatio());
          }
        });
    double near = all.values().stream().mapToDouble(Figures::nearRatio).average().orElseThrow();
    double far = all.values().stream().mapToDouble(Figures::farRatio).average().orElseThrow();
    System.out.printf(
        "%-44s %s   30m %.2f   24h %.2f%n", "mean of the signals", " ".repeat(15), near, far);
    assertThat(all).hasSizeGreaterThan(8);
    assertThat(Objects.requireNonNull(all.get("node.cpu_busy_ratio")).nearRatio()).isLessThan(0.6);
    assertThat(Objects.requireNonNull(all.get("workload.cpu_cores")).farRatio()).isLessThan(0.8);
  }
}
