package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;

/**
 * How far to either side of the median the truth may lie, by lead: measured on the same past, on
 * the modelled scale.
 */
record Intervals(float[] lower, float[] upper) {
  static final Intervals NONE = new Intervals(new float[1], new float[1]);

  /** Upper ends of the lead buckets, in days. */
  private static final double[] BUCKET_DAYS = {1 / 12.0, 0.25, 0.5, 1, 2};

  /** Days back from the end at which trial forecasts start: different hours of different days. */
  private static final int TRIALS = 12;

  private static final double TAIL = 0.05;

  /**
   * Trial forecasts know the weights of the whole past, so their errors are this much too small.
   */
  private static final double HINDSIGHT = 1.15;

  /** Measures a forecast against the end of its own past; none where that is below four days. */
  static Intervals calibrate(double[] series, Forecast forecast, int day) {
    int trials = Math.min(TRIALS, series.length / day - 4);
    if (trials < 1) {
      return NONE;
    }
    var errors = new Errors(trials * 2 * day);
    for (int trial = 1; trial <= trials; trial++) {
      int end = series.length - 1 - trial * day - (trial * 5) % day;
      double[] path =
          forecast.from(series, end).modelled(Math.min(2 * day, series.length - 1 - end));
      for (int i = 0; i < path.length; i++) {
        errors.add(bucket(i + 1, day), series[end + 1 + i] - path[i]);
      }
    }
    return new Intervals(errors.quantiles(TAIL), errors.quantiles(1 - TAIL));
  }

  private static final class Errors {
    private final double[][] byBucket;
    private final int[] counts = new int[BUCKET_DAYS.length];

    Errors(int capacity) {
      byBucket = new double[BUCKET_DAYS.length][capacity];
    }

    void add(int bucket, double error) {
      byBucket[bucket][counts[bucket]++] = error;
    }

    float[] quantiles(double q) {
      var quantiles = new float[BUCKET_DAYS.length];
      for (int bucket = 0; bucket < quantiles.length; bucket++) {
        int count = counts[bucket];
        double[] sorted = Arrays.copyOf(byBucket[bucket], count);
        Arrays.sort(sorted);
        int rank = (int) Math.floor(q * (count - 1) + 0.5);
        quantiles[bucket] = count == 0 ? 0 : (float) (sorted[rank] * HINDSIGHT);
      }
      return quantiles;
    }
  }

  int bytes() {
    return Float.BYTES * (lower.length + upper.length);
  }

  double offset(int step, int day, int percentile) {
    if (percentile == 50) {
      return 0;
    }
    int bucket = Math.min(bucket(step, day), lower.length - 1);
    double beyond = Math.sqrt(Math.max(1, step / (BUCKET_DAYS[BUCKET_DAYS.length - 1] * day)));
    return (percentile < 50 ? lower[bucket] : upper[bucket]) * beyond;
  }

  private static int bucket(int step, int day) {
    int bucket = 0;
    while (bucket < BUCKET_DAYS.length - 1 && step > BUCKET_DAYS[bucket] * day) {
      bucket++;
    }
    return bucket;
  }

  void write(StateWriter state) {
    state.integer(lower.length);
    state.floats(lower);
    state.floats(upper);
  }

  static Intervals read(StateReader state) {
    int buckets = state.count();
    var lower = new float[buckets];
    var upper = new float[buckets];
    state.floats(lower);
    state.floats(upper);
    return new Intervals(lower, upper);
  }
}
