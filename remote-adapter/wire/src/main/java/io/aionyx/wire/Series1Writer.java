package io.aionyx.wire;

/** Writes the 1.0 time series message, which remote-write 1.0 and remote-read share. */
final class Series1Writer {
  private final ProtoWriter series = new ProtoWriter();
  private final ProtoWriter part = new ProtoWriter();
  private final ProtoWriter inner = new ProtoWriter();

  void start() {
    series.clear();
  }

  void label(String name, String value) {
    writeLabel(series, name, value);
  }

  void sample(long timestampMillis, double value) {
    part.clear();
    part.fixed(1, value);
    part.varint(2, timestampMillis);
    series.message(2, part);
  }

  void exemplar(long timestampMillis, double value, String[] labels) {
    part.clear();
    for (int i = 0; i < labels.length; i += 2) {
      writeLabel(part, labels[i], labels[i + 1]);
    }
    part.fixed(2, value);
    part.varint(3, timestampMillis);
    series.message(3, part);
  }

  void histogram(NativeHistogram histogram) {
    part.clear();
    HistogramWriter.write(part, inner, histogram);
    series.message(4, part);
  }

  /** Writes what was built since {@link #start} as a field of {@code target}. */
  void end(ProtoWriter target, int field) {
    target.message(field, series);
  }

  private void writeLabel(ProtoWriter target, String name, String value) {
    inner.clear();
    inner.text(1, name);
    inner.text(2, value);
    target.message(1, inner);
  }
}
