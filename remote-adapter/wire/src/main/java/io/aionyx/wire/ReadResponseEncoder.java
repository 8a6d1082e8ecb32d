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
  private final Series1Writer series = new Series1Writer();

  public ReadResponseEncoder startResult() {
    result.clear();
    return this;
  }

  public ReadResponseEncoder startSeries() {
    series.start();
    return this;
  }

  public ReadResponseEncoder label(String name, String value) {
    series.label(name, value);
    return this;
  }

  public ReadResponseEncoder sample(long timestampMillis, double value) {
    series.sample(timestampMillis, value);
    return this;
  }

  public ReadResponseEncoder endSeries() {
    series.end(result, 1);
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
