package io.aionyx.predictor.receive;

import io.aionyx.wire.BucketSpan;
import io.aionyx.wire.NativeHistogram;
import io.aionyx.wire.NativeHistogram.Counts;
import io.aionyx.wire.NativeHistogram.ResetHint;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WriteEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Bodies of requests for tests, good and bad. */
final class Requests {
  static final long NOW_MILLIS = RunningDoor.NOW.toEpochMilli();
  private static final double[] NONE = {};

  private Requests() {}

  static byte[] body(RemoteWrite version, Consumer<WriteEncoder> content) {
    WriteEncoder request = version.newEncoder();
    content.accept(request);
    return request.toSnappy();
  }

  /** One series with one sample now. */
  static Consumer<WriteEncoder> series(double value, String... labels) {
    return request -> {
      start(request, labels);
      request.sample(NOW_MILLIS, value).endSeries();
    };
  }

  static Consumer<WriteEncoder> at(long timestampMillis, String... labels) {
    return request -> {
      start(request, labels);
      request.sample(timestampMillis, 1).endSeries();
    };
  }

  static Consumer<WriteEncoder> histogram(NativeHistogram histogram, String... labels) {
    return request -> {
      start(request, labels);
      request.histogram(histogram).endSeries();
    };
  }

  static void start(WriteEncoder request, String... labels) {
    request.startSeries();
    for (int i = 0; i < labels.length; i += 2) {
      request.label(labels[i], labels[i + 1]);
    }
  }

  static byte[] snappy(byte[] message) {
    return SnappyBlock.encode(message);
  }

  static NativeHistogram exponential(Counts counts, int count, double... positive) {
    return new NativeHistogram(
        counts,
        count,
        1.5,
        2,
        1e-128,
        count - Arrays.stream(positive).sum(),
        List.of(),
        NONE,
        positive.length == 0 ? List.of() : List.of(new BucketSpan(0, positive.length)),
        positive,
        ResetHint.UNKNOWN,
        NONE,
        NOW_MILLIS,
        0);
  }

  static NativeHistogram withNegativeBuckets(double... negative) {
    return new NativeHistogram(
        Counts.INTEGER,
        Arrays.stream(negative).sum(),
        -1.5,
        0,
        0,
        0,
        List.of(new BucketSpan(-2, negative.length)),
        negative,
        List.of(),
        NONE,
        ResetHint.NO,
        NONE,
        NOW_MILLIS,
        0);
  }

  static NativeHistogram customBuckets(double[] bounds, double... buckets) {
    return new NativeHistogram(
        Counts.INTEGER,
        Arrays.stream(buckets).sum(),
        4,
        NativeHistogram.CUSTOM_BUCKETS,
        0,
        0,
        List.of(),
        NONE,
        List.of(new BucketSpan(0, buckets.length)),
        buckets,
        ResetHint.GAUGE,
        bounds,
        NOW_MILLIS,
        0);
  }

  static NativeHistogram badCount() {
    NativeHistogram good = exponential(Counts.INTEGER, 5, 2, 3);
    return new NativeHistogram(
        good.counts(),
        99,
        good.sum(),
        good.schema(),
        good.zeroThreshold(),
        good.zeroCount(),
        good.negativeSpans(),
        good.negativeBuckets(),
        good.positiveSpans(),
        good.positiveBuckets(),
        good.resetHint(),
        good.customValues(),
        good.timestampMillis(),
        good.startTimestampMillis());
  }
}
