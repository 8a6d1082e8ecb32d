package io.aionyx.wire;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules a native histogram must keep; the same ones by which Prometheus refuses a sample. */
final class HistogramRules {
  private record Rule(String fault, Predicate<NativeHistogram> broken) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("unknown schema", h -> !isKnownSchema(h.schema())),
          new Rule("negative count", h -> h.count() < 0),
          new Rule("negative zero bucket", h -> h.zeroCount() < 0),
          new Rule("negative bucket", h -> anyNegative(h.positiveBuckets())),
          new Rule("negative bucket", h -> anyNegative(h.negativeBuckets())),
          new Rule(
              "positive spans do not cover the buckets",
              h -> !covers(h.positiveSpans(), h.positiveBuckets())),
          new Rule(
              "negative spans do not cover the buckets",
              h -> !covers(h.negativeSpans(), h.negativeBuckets())),
          new Rule("span with a negative offset", h -> anyBackward(h.positiveSpans())),
          new Rule("span with a negative offset", h -> anyBackward(h.negativeSpans())),
          new Rule("buckets do not add up to the count", HistogramRules::miscounted),
          new Rule("custom values without custom buckets", HistogramRules::strayCustomValues),
          new Rule("custom buckets with others beside them", HistogramRules::mixedCustomBuckets),
          new Rule("custom values do not ascend", h -> isCustom(h) && !ascends(h.customValues())),
          new Rule("more custom buckets than bounds", HistogramRules::beyondCustomValues));

  private HistogramRules() {}

  static @Nullable String firstFault(NativeHistogram histogram) {
    if (histogram.isStale()) {
      return null;
    }
    for (Rule rule : RULES) {
      if (rule.broken.test(histogram)) {
        return rule.fault;
      }
    }
    return null;
  }

  private static boolean isKnownSchema(int schema) {
    return (schema >= -4 && schema <= 8) || schema == NativeHistogram.CUSTOM_BUCKETS;
  }

  private static boolean isCustom(NativeHistogram histogram) {
    return histogram.schema() == NativeHistogram.CUSTOM_BUCKETS;
  }

  private static boolean anyNegative(double[] buckets) {
    return Arrays.stream(buckets).anyMatch(bucket -> bucket < 0);
  }

  private static boolean covers(List<BucketSpan> spans, double[] buckets) {
    return spans.stream().mapToLong(BucketSpan::length).sum() == buckets.length;
  }

  private static boolean anyBackward(List<BucketSpan> spans) {
    return spans.stream().skip(1).anyMatch(span -> span.offset() < 0);
  }

  /**
   * Integer counts must add up, except that NaN observations are counted but fall in no bucket;
   * they make the sum NaN. Float counts are exempt, since rounding alone can break them.
   */
  private static boolean miscounted(NativeHistogram histogram) {
    if (histogram.counts() == NativeHistogram.Counts.FLOAT) {
      return false;
    }
    double inBuckets =
        histogram.zeroCount()
            + Arrays.stream(histogram.positiveBuckets()).sum()
            + Arrays.stream(histogram.negativeBuckets()).sum();
    return Double.isNaN(histogram.sum())
        ? inBuckets > histogram.count()
        : inBuckets != histogram.count();
  }

  private static boolean strayCustomValues(NativeHistogram histogram) {
    return !isCustom(histogram) && histogram.customValues().length > 0;
  }

  private static boolean mixedCustomBuckets(NativeHistogram histogram) {
    return isCustom(histogram)
        && (histogram.negativeBuckets().length > 0
            || !histogram.negativeSpans().isEmpty()
            || histogram.zeroCount() != 0
            || histogram.zeroThreshold() != 0);
  }

  private static boolean ascends(double[] bounds) {
    double previous = Double.NEGATIVE_INFINITY;
    for (double bound : bounds) {
      if (!(bound > previous) || Double.isInfinite(bound)) {
        return false;
      }
      previous = bound;
    }
    return true;
  }

  /** The last custom bucket reaches to infinity, so there may be one more bucket than bounds. */
  private static boolean beyondCustomValues(NativeHistogram histogram) {
    long reach = histogram.positiveSpans().stream().mapToLong(s -> s.offset() + s.length()).sum();
    return isCustom(histogram) && reach > histogram.customValues().length + 1L;
  }
}
