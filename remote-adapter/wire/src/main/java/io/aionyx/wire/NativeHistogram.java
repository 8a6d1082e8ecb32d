package io.aionyx.wire;

import java.util.List;
import java.util.Optional;

/**
 * A native histogram of either count kind, with its buckets as absolute counts.
 *
 * <p>Counts of integer histograms are exact up to 2^53, since they are held as doubles too. The
 * record holds what the wire said; whether that is a histogram is asked of {@link #fault}. Equality
 * is that of its arrays' identity, so compare components.
 *
 * @param counts whether the sender counts in integers or in floats
 * @param count observations
 * @param sum of the observations; NaN bits are kept
 * @param schema resolution -4..8, or {@link #CUSTOM_BUCKETS}
 * @param zeroThreshold width of the zero bucket
 * @param zeroCount observations in the zero bucket
 * @param positiveBuckets absolute counts, one for each bucket of the spans
 * @param customValues upper bounds of custom buckets
 * @param timestampMillis when
 * @param startTimestampMillis since when it counts; 0 if unknown
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never shared
public record NativeHistogram(
    Counts counts,
    double count,
    double sum,
    int schema,
    double zeroThreshold,
    double zeroCount,
    List<BucketSpan> negativeSpans,
    double[] negativeBuckets,
    List<BucketSpan> positiveSpans,
    double[] positiveBuckets,
    ResetHint resetHint,
    double[] customValues,
    long timestampMillis,
    long startTimestampMillis) {
  /** The schema number of histograms whose bounds are {@link #customValues}. */
  public static final int CUSTOM_BUCKETS = -53;

  /** How the sender counts. */
  public enum Counts {
    INTEGER,
    FLOAT
  }

  /** Whether the counter was reset before this histogram, in the order of the wire. */
  public enum ResetHint {
    UNKNOWN(0),
    YES(1),
    NO(2),
    GAUGE(3);

    private static final List<ResetHint> ALL = List.of(values());

    private final int wireNumber;

    ResetHint(int wireNumber) {
      this.wireNumber = wireNumber;
    }

    int wireNumber() {
      return wireNumber;
    }

    static ResetHint ofWire(long number) {
      return number > 0 && number < ALL.size() ? ALL.get((int) number) : UNKNOWN;
    }
  }

  public NativeHistogram {
    negativeSpans = List.copyOf(negativeSpans);
    positiveSpans = List.copyOf(positiveSpans);
  }

  /** What makes this no histogram, for people to read; empty if it is one. */
  public Optional<String> fault() {
    return Optional.ofNullable(HistogramRules.firstFault(this));
  }

  /** Whether this only says that the series has ended. */
  public boolean isStale() {
    return StaleMarker.is(sum);
  }
}
