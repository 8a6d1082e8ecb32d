package io.aionyx.wire;

import io.aionyx.wire.NativeHistogram.Counts;
import java.util.List;

/** Writes the histogram message, which both versions share. */
final class HistogramWriter {
  private HistogramWriter() {}

  /**
   * @param target receives the fields
   * @param scratch for nested fields
   */
  static void write(ProtoWriter target, ProtoWriter scratch, NativeHistogram histogram) {
    boolean integers = histogram.counts() == Counts.INTEGER;
    if (integers) {
      target.presentVarint(1, (long) histogram.count());
    } else {
      target.presentFixed(2, histogram.count());
    }
    target.fixed(3, histogram.sum());
    target.varint(4, ProtoWriter.zigzag(histogram.schema()));
    target.fixed(5, histogram.zeroThreshold());
    if (integers) {
      target.presentVarint(6, (long) histogram.zeroCount());
    } else {
      target.presentFixed(7, histogram.zeroCount());
    }
    spans(target, scratch, 8, histogram.negativeSpans());
    buckets(target, scratch, 9, histogram.negativeBuckets(), histogram.counts());
    spans(target, scratch, 11, histogram.positiveSpans());
    buckets(target, scratch, 12, histogram.positiveBuckets(), histogram.counts());
    target.varint(14, histogram.resetHint().wireNumber());
    target.varint(15, histogram.timestampMillis());
    doubles(target, scratch, 16, histogram.customValues());
  }

  private static void spans(
      ProtoWriter target, ProtoWriter scratch, int field, List<BucketSpan> spans) {
    for (BucketSpan span : spans) {
      scratch.clear();
      scratch.varint(1, ProtoWriter.zigzag(span.offset()));
      scratch.varint(2, span.length());
      target.message(field, scratch);
    }
  }

  /** Integer buckets go as differences into {@code deltaField}, float ones into the field after. */
  private static void buckets(
      ProtoWriter target, ProtoWriter scratch, int deltaField, double[] buckets, Counts counts) {
    if (counts == Counts.FLOAT) {
      doubles(target, scratch, deltaField + 1, buckets);
    } else {
      deltas(target, scratch, deltaField, buckets);
    }
  }

  private static void deltas(ProtoWriter target, ProtoWriter scratch, int field, double[] buckets) {
    scratch.clear();
    long previous = 0;
    for (double bucket : buckets) {
      scratch.varint(ProtoWriter.zigzag((long) bucket - previous));
      previous = (long) bucket;
    }
    ifAny(target, scratch, field);
  }

  private static void doubles(ProtoWriter target, ProtoWriter scratch, int field, double[] values) {
    scratch.clear();
    for (double value : values) {
      scratch.fixed(value);
    }
    ifAny(target, scratch, field);
  }

  private static void ifAny(ProtoWriter target, ProtoWriter scratch, int field) {
    if (scratch.size() > 0) {
      target.message(field, scratch);
    }
  }
}
