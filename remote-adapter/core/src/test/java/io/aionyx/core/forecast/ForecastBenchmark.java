package io.aionyx.core.forecast;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What forecasts cost: the nightly fit to four weeks, the five minutes, the question. Simulated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ForecastBenchmark {
  private static final int WEEKS = 4;
  private static final long STEP = LiveForecast.STEP_MILLIS;

  private final Random random = new Random(1);
  private final LiveForecast live = new LiveForecast();
  private long step;

  @Setup
  public void fill() {
    for (int i = 0; i < WEEKS * 7 * 288; i++) {
      fiveMinutes();
      if (live.due()) {
        live.use(Forecaster.fit(live.past()));
      }
    }
  }

  /** A whole refit: from the copy of the past to the new forecast in use. */
  @Benchmark
  public void refit() {
    live.use(Forecaster.fit(live.past()));
  }

  @Benchmark
  public void fiveMinutes() {
    double day = Math.sin(2 * Math.PI * step / 288);
    live.observe(++step * STEP, (float) (100 + 40 * day + 5 * random.nextGaussian()));
  }

  @Benchmark
  public double oneMoment() {
    return Objects.requireNonNull(live.outlook()).at((step + 77) * STEP, 95);
  }
}
