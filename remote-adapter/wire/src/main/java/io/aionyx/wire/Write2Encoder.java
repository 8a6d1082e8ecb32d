package io.aionyx.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** Builds {@code io.prometheus.write.v2.Request}, the symbols before the series. */
final class Write2Encoder extends WriteEncoder {
  private final Map<String, Integer> symbols = new LinkedHashMap<>();
  private final ProtoWriter symbolFields = new ProtoWriter();
  private final ProtoWriter seriesFields = new ProtoWriter();
  private final ProtoWriter series = new ProtoWriter();
  private final ProtoWriter references = new ProtoWriter();
  private final ProtoWriter part = new ProtoWriter();
  private final ProtoWriter inner = new ProtoWriter();

  Write2Encoder() {
    reset();
  }

  @Override
  public int sizeBytes() {
    return symbolFields.size() + seriesFields.size();
  }

  @Override
  public byte[] toByteArray() {
    requireInSeries(false);
    ProtoWriter message = new ProtoWriter(new byte[sizeBytes()], 0);
    message.raw(symbolFields);
    message.raw(seriesFields);
    return message.toByteArray();
  }

  private int symbol(String text) {
    Integer known = symbols.get(text);
    if (known != null) {
      return known;
    }
    int next = symbols.size();
    symbols.put(text, next);
    symbolFields.text(4, text);
    return next;
  }

  @Override
  void start() {
    series.clear();
    references.clear();
  }

  @Override
  void addLabel(String name, String value) {
    references.varint(symbol(name));
    references.varint(symbol(value));
  }

  @Override
  void addSample(long timestampMillis, double value, long startTimestampMillis) {
    part.clear();
    part.fixed(1, value);
    part.varint(2, timestampMillis);
    part.varint(3, startTimestampMillis);
    series.message(2, part);
  }

  @Override
  void addHistogram(NativeHistogram histogram) {
    part.clear();
    HistogramWriter.write(part, inner, histogram);
    part.varint(17, histogram.startTimestampMillis());
    series.message(3, part);
  }

  @Override
  void addExemplar(long timestampMillis, double value, String[] labels) {
    inner.clear();
    for (String label : labels) {
      inner.varint(symbol(label));
    }
    part.clear();
    part.message(1, inner);
    part.fixed(2, value);
    part.varint(3, timestampMillis);
    series.message(4, part);
  }

  @Override
  void addMetadata(MetricMetadata metadata) {
    requireInSeries(true);
    part.clear();
    part.varint(1, metadata.type().wireNumber());
    part.varint(3, symbol(metadata.help()));
    part.varint(4, symbol(metadata.unit()));
    series.message(5, part);
  }

  @Override
  void end() {
    part.clear();
    if (references.size() > 0) {
      part.message(1, references);
    }
    part.raw(series);
    seriesFields.message(5, part);
  }

  @Override
  void reset() {
    symbols.clear();
    symbolFields.clear();
    seriesFields.clear();
    symbol("");
  }
}
