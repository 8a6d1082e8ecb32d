package io.aionyx.wire;

/**
 * Builds a remote-write message field by field, without message objects.
 *
 * <pre>{@code
 * WriteEncoder request = RemoteWrite.V1.newEncoder();
 * request.startSeries()
 *     .label("__name__", "up").label("job", "node")
 *     .sample(timestampMillis, 1)
 *     .endSeries();
 * byte[] body = request.toSnappy();
 * request.clear();
 * }</pre>
 *
 * <p>Labels come before all else of a series and are written in the order given; receivers want
 * them sorted by name. Not thread safe.
 */
public abstract sealed class WriteEncoder permits Write1Encoder, Write2Encoder {
  private boolean inSeries;
  private int seriesCount;

  WriteEncoder() {}

  /** Begins a series. */
  public final WriteEncoder startSeries() {
    requireInSeries(false);
    inSeries = true;
    start();
    return this;
  }

  /** Adds a label to the series at hand. */
  public final WriteEncoder label(String name, String value) {
    requireInSeries(true);
    addLabel(name, value);
    return this;
  }

  /** Adds a sample whose start timestamp is unknown. */
  public final WriteEncoder sample(long timestampMillis, double value) {
    return sample(timestampMillis, value, 0);
  }

  /**
   * Adds a sample.
   *
   * @param startTimestampMillis since when the counter counts, 0 if unknown; 1.0 cannot say it
   */
  public final WriteEncoder sample(long timestampMillis, double value, long startTimestampMillis) {
    requireInSeries(true);
    addSample(timestampMillis, value, startTimestampMillis);
    return this;
  }

  /** Adds a native histogram. */
  public final WriteEncoder histogram(NativeHistogram histogram) {
    requireInSeries(true);
    addHistogram(histogram);
    return this;
  }

  /**
   * Adds an exemplar.
   *
   * @param labels names and values in turn
   */
  public final WriteEncoder exemplar(long timestampMillis, double value, String... labels) {
    requireInSeries(true);
    if ((labels.length & 1) == 1) {
      throw new IllegalArgumentException("labels must be pairs: were " + labels.length);
    }
    addExemplar(timestampMillis, value, labels);
    return this;
  }

  /**
   * Adds metadata: of its family between series (1.0), or of the series at hand (2.0, where the
   * family is not written).
   */
  public final WriteEncoder metadata(MetricMetadata metadata) {
    addMetadata(metadata);
    return this;
  }

  /** Ends the series at hand. */
  public final WriteEncoder endSeries() {
    requireInSeries(true);
    inSeries = false;
    seriesCount++;
    end();
    return this;
  }

  final void requireInSeries(boolean expected) {
    if (inSeries != expected) {
      throw new IllegalStateException(
          expected ? "no series was started" : "the series before was not ended");
    }
  }

  /** Series written since the last {@link #clear}. */
  public final int seriesCount() {
    return seriesCount;
  }

  /** Bytes of the message so far, before compression. */
  public abstract int sizeBytes();

  /** The message as it stands. */
  public abstract byte[] toByteArray();

  /** The message as the body of a request. */
  public byte[] toSnappy() {
    return SnappyBlock.encode(toByteArray());
  }

  /** Forgets what was written and keeps the buffers. */
  public final void clear() {
    inSeries = false;
    seriesCount = 0;
    reset();
  }

  abstract void start();

  abstract void addLabel(String name, String value);

  abstract void addSample(long timestampMillis, double value, long startTimestampMillis);

  abstract void addHistogram(NativeHistogram histogram);

  abstract void addExemplar(long timestampMillis, double value, String[] labels);

  abstract void addMetadata(MetricMetadata metadata);

  abstract void end();

  abstract void reset();
}
