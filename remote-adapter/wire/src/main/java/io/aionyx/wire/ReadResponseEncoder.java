package io.aionyx.wire;

/**
 * Builds an answer to a remote-read request in samples: one result for each query, in their order.
 *
 * <pre>{@code
 * ReadResponseEncoder answer = new ReadResponseEncoder();
 * answer.startResult();
 * answer.startSeries().label("__name__", "x").sample(timestampMillis, 1).endSeries();
 * answer.endResult();
 * byte[] body = answer.toSnappy();
 * }</pre>
 *
 * <p>Series must be sorted by their labels, and samples by time. Not thread safe.
 */
public final class ReadResponseEncoder {
  private final ProtoWriter response = new ProtoWriter();
  private final ProtoWriter result = new ProtoWriter();
  private final ProtoWriter series = new ProtoWriter();
  private final ProtoWriter part = new ProtoWriter();

  public ReadResponseEncoder startResult() {
    result.clear();
    return this;
  }

  public ReadResponseEncoder startSeries() {
    series.clear();
    return this;
  }

  public ReadResponseEncoder startSeries(SeriesLabels labels) {
    series.clear();
    labels.write(series);
    return this;
  }

  public ReadResponseEncoder label(String name, String value) {
    part.clear();
    part.text(1, name);
    part.text(2, value);
    series.message(1, part);
    return this;
  }

  public ReadResponseEncoder sample(long timestampMillis, double value) {
    part.clear();
    part.fixed(1, value);
    part.varint(2, timestampMillis);
    series.message(2, part);
    return this;
  }

  /** The same at one of many moments that series have in common. */
  public ReadResponseEncoder sample(Moments moments, int index, double value) {
    moments.write(series, index, value);
    return this;
  }

  public ReadResponseEncoder endSeries() {
    result.message(1, series);
    return this;
  }

  public ReadResponseEncoder endResult() {
    response.message(1, result);
    return this;
  }

  public byte[] toByteArray() {
    return response.toByteArray();
  }

  /** The answer as the body of a response with {@code Content-Encoding: snappy}. */
  public byte[] toSnappy() {
    return response.snappy();
  }
}
