package io.aionyx.wire;

import io.aionyx.wire.NativeHistogram.Counts;
import io.aionyx.wire.NativeHistogram.ResetHint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Native histograms for tests. */
final class Histograms {
  static final long TIMESTAMP_MILLIS = 1_700_000_000_000L;

  private Histograms() {}

  static NativeHistogram random(Random random) {
    Counts counts = random.nextBoolean() ? Counts.INTEGER : Counts.FLOAT;
    double[] positive = random.doubles(5).map(x -> Math.floor(x * 100)).toArray();
    double[] negative = random.doubles(2).map(x -> Math.floor(x * 100)).toArray();
    double zero = random.nextInt(10);
    double count = zero + Arrays.stream(positive).sum() + Arrays.stream(negative).sum();
    return new NativeHistogram(
        counts,
        count,
        random.nextDouble(),
        random.nextInt(13) - 4,
        1e-128,
        zero,
        List.of(new BucketSpan(-3, 2)),
        negative,
        List.of(new BucketSpan(0, 2), new BucketSpan(4, 3)),
        positive,
        List.of(ResetHint.values()).get(random.nextInt(4)),
        new double[0],
        TIMESTAMP_MILLIS,
        0);
  }

  static NativeHistogram custom(double[] bounds, List<BucketSpan> spans, double... buckets) {
    return new NativeHistogram(
        Counts.INTEGER,
        Arrays.stream(buckets).sum(),
        1,
        NativeHistogram.CUSTOM_BUCKETS,
        0,
        0,
        List.of(),
        new double[0],
        spans,
        buckets,
        ResetHint.UNKNOWN,
        bounds,
        TIMESTAMP_MILLIS,
        0);
  }
}
