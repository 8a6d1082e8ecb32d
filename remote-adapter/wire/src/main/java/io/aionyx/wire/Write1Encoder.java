package io.aionyx.wire;

/** Builds {@code prometheus.WriteRequest}. */
final class Write1Encoder extends WriteEncoder {
  private final ProtoWriter request = new ProtoWriter();
  private final ProtoWriter metadata = new ProtoWriter();
  private final Series1Writer series = new Series1Writer();

  @Override
  public int sizeBytes() {
    return request.size();
  }

  @Override
  public byte[] toByteArray() {
    requireInSeries(false);
    return request.toByteArray();
  }

  @Override
  public byte[] toSnappy() {
    requireInSeries(false);
    return request.snappy();
  }

  @Override
  void start() {
    series.start();
  }

  @Override
  void addLabel(String name, String value) {
    series.label(name, value);
  }

  @Override
  void addSample(long timestampMillis, double value, long startTimestampMillis) {
    series.sample(timestampMillis, value);
  }

  @Override
  void addHistogram(NativeHistogram histogram) {
    series.histogram(histogram);
  }

  @Override
  void addExemplar(long timestampMillis, double value, String[] labels) {
    series.exemplar(timestampMillis, value, labels);
  }

  @Override
  void addMetadata(MetricMetadata added) {
    requireInSeries(false);
    metadata.clear();
    metadata.varint(1, added.type().wireNumber());
    metadata.optionalText(2, added.family());
    metadata.optionalText(4, added.help());
    metadata.optionalText(5, added.unit());
    request.message(3, metadata);
  }

  @Override
  void end() {
    series.end(request, 1);
  }

  @Override
  void reset() {
    request.clear();
  }
}
