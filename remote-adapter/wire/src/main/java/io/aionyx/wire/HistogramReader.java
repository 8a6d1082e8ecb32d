package io.aionyx.wire;

import io.aionyx.wire.NativeHistogram.Counts;
import io.aionyx.wire.NativeHistogram.ResetHint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the histogram message, which both versions share. */
final class HistogramReader {
  private static final int COUNT_INT = 1 << 3 | ProtoReader.VARINT;
  private static final int COUNT_FLOAT = 2 << 3 | ProtoReader.FIXED64;
  private static final int SUM = 3 << 3 | ProtoReader.FIXED64;
  private static final int SCHEMA = 4 << 3 | ProtoReader.VARINT;
  private static final int ZERO_THRESHOLD = 5 << 3 | ProtoReader.FIXED64;
  private static final int ZERO_INT = 6 << 3 | ProtoReader.VARINT;
  private static final int ZERO_FLOAT = 7 << 3 | ProtoReader.FIXED64;
  private static final int NEGATIVE_SPANS = 8 << 3 | ProtoReader.BYTES;
  private static final int NEGATIVE_DELTAS = 9 << 3 | ProtoReader.BYTES;
  private static final int NEGATIVE_DELTA = 9 << 3 | ProtoReader.VARINT;
  private static final int NEGATIVE_COUNTS = 10 << 3 | ProtoReader.BYTES;
  private static final int NEGATIVE_COUNT = 10 << 3 | ProtoReader.FIXED64;
  private static final int POSITIVE_SPANS = 11 << 3 | ProtoReader.BYTES;
  private static final int POSITIVE_DELTAS = 12 << 3 | ProtoReader.BYTES;
  private static final int POSITIVE_DELTA = 12 << 3 | ProtoReader.VARINT;
  private static final int POSITIVE_COUNTS = 13 << 3 | ProtoReader.BYTES;
  private static final int POSITIVE_COUNT = 13 << 3 | ProtoReader.FIXED64;
  private static final int RESET_HINT = 14 << 3 | ProtoReader.VARINT;
  private static final int TIMESTAMP = 15 << 3 | ProtoReader.VARINT;
  private static final int CUSTOM_VALUES = 16 << 3 | ProtoReader.BYTES;
  private static final int CUSTOM_VALUE = 16 << 3 | ProtoReader.FIXED64;
  private static final int START_TIMESTAMP = 17 << 3 | ProtoReader.VARINT;
  private static final int FIELDS = 0x3_fffe;

  private static final int SPAN_OFFSET = 1 << 3 | ProtoReader.VARINT;
  private static final int SPAN_LENGTH = 2 << 3 | ProtoReader.VARINT;
  private static final int SPAN_FIELDS = 1 << 1 | 1 << 2;

  /** Bounds what a hostile message can claim: a bucket takes a byte on the wire and eight here. */
  private static final int MAX_BUCKETS = 1 << 16;

  private final ProtoReader in;
  private final Buckets negative = new Buckets();
  private final Buckets positive = new Buckets();
  private final Buckets custom = new Buckets();
  private boolean floats;
  private double count;
  private double zeroCount;
  private double sum;
  private double zeroThreshold;
  private int schema;
  private long resetHint;
  private long timestampMillis;
  private long startTimestampMillis;

  HistogramReader(ProtoReader in) {
    this.in = in;
  }

  NativeHistogram read() throws WireException {
    int outer = in.enter();
    clear();
    while (in.hasMore()) {
      field(in.tag());
    }
    in.leave(outer);
    return new NativeHistogram(
        floats ? Counts.FLOAT : Counts.INTEGER,
        count,
        sum,
        schema,
        zeroThreshold,
        zeroCount,
        negative.spans,
        negative.values(floats),
        positive.spans,
        positive.values(floats),
        ResetHint.ofWire(resetHint),
        custom.values(true),
        timestampMillis,
        startTimestampMillis);
  }

  private void clear() {
    negative.clear();
    positive.clear();
    custom.clear();
    floats = false;
    count = 0;
    zeroCount = 0;
    sum = 0;
    zeroThreshold = 0;
    schema = 0;
    resetHint = 0;
    timestampMillis = 0;
    startTimestampMillis = 0;
  }

  private void field(int tag) throws WireException {
    switch (tag) {
      case COUNT_INT -> integerCount();
      case COUNT_FLOAT -> floatCount();
      case SUM -> sum = in.fixedDouble();
      case SCHEMA -> schema = (int) ProtoReader.zigzag(in.varint());
      case ZERO_THRESHOLD -> zeroThreshold = in.fixedDouble();
      case ZERO_INT -> zeroCount = unsigned(in.varint());
      case ZERO_FLOAT -> zeroCount = in.fixedDouble();
      case RESET_HINT -> resetHint = in.varint();
      case TIMESTAMP -> timestampMillis = in.varint();
      case START_TIMESTAMP -> startTimestampMillis = in.varint();
      default -> bucketField(tag);
    }
  }

  private void bucketField(int tag) throws WireException {
    switch (tag) {
      case NEGATIVE_SPANS -> addSpan(negative);
      case NEGATIVE_DELTAS -> packedDeltas(negative);
      case NEGATIVE_DELTA -> addDelta(negative);
      case NEGATIVE_COUNTS -> packedDoubles(negative);
      case NEGATIVE_COUNT -> addCount(negative);
      case POSITIVE_SPANS -> addSpan(positive);
      case POSITIVE_DELTAS -> packedDeltas(positive);
      case POSITIVE_DELTA -> addDelta(positive);
      case POSITIVE_COUNTS -> packedDoubles(positive);
      case POSITIVE_COUNT -> addCount(positive);
      case CUSTOM_VALUES -> packedDoubles(custom);
      case CUSTOM_VALUE -> addCount(custom);
      default -> in.skip(tag, FIELDS);
    }
  }

  private void integerCount() throws WireException {
    count = unsigned(in.varint());
    floats = false;
  }

  private void floatCount() throws WireException {
    count = in.fixedDouble();
    floats = true;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0;
  }

  private void addSpan(Buckets target) throws WireException {
    checkRoom(target.spans.size());
    target.spans.add(span());
  }

  private void addDelta(Buckets target) throws WireException {
    checkRoom(target.deltas);
    target.addDelta(in.varint());
  }

  private void addCount(Buckets target) throws WireException {
    checkRoom(target.counts);
    target.addCount(in.fixedDouble());
  }

  private void checkRoom(int used) throws WireException {
    if (used == MAX_BUCKETS) {
      throw in.fault(WireFault.TOO_MANY_BUCKETS, in.position, "more than " + MAX_BUCKETS);
    }
  }

  private BucketSpan span() throws WireException {
    int outer = in.enter();
    int offset = 0;
    long length = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SPAN_OFFSET -> offset = (int) ProtoReader.zigzag(in.varint());
        case SPAN_LENGTH -> length = in.varint() & 0xffff_ffffL;
        default -> in.skip(tag, SPAN_FIELDS);
      }
    }
    in.leave(outer);
    return new BucketSpan(offset, length);
  }

  private void packedDeltas(Buckets target) throws WireException {
    int outer = in.enter();
    while (in.hasMore()) {
      addDelta(target);
    }
    in.leave(outer);
  }

  private void packedDoubles(Buckets target) throws WireException {
    int outer = in.enter();
    while (in.hasMore()) {
      addCount(target);
    }
    in.leave(outer);
  }

  /** Buckets of one sign: integer histograms send differences, float ones absolute counts. */
  private static final class Buckets {
    final List<BucketSpan> spans = new ArrayList<>();
    private double[] fromDeltas = new double[16];
    private int deltas;
    private double running;
    private double[] fromCounts = new double[16];
    private int counts;

    void clear() {
      spans.clear();
      deltas = 0;
      running = 0;
      counts = 0;
    }

    void addDelta(long raw) {
      if (deltas == fromDeltas.length) {
        fromDeltas = Arrays.copyOf(fromDeltas, 2 * deltas);
      }
      running += ProtoReader.zigzag(raw);
      fromDeltas[deltas++] = running;
    }

    void addCount(double count) {
      if (counts == fromCounts.length) {
        fromCounts = Arrays.copyOf(fromCounts, 2 * counts);
      }
      fromCounts[counts++] = count;
    }

    double[] values(boolean absolute) {
      return absolute ? Arrays.copyOf(fromCounts, counts) : Arrays.copyOf(fromDeltas, deltas);
    }
  }
}
