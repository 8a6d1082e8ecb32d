package io.aionyx.wire;

import java.util.List;

/**
 * The labels of a series as they stand on the wire, the same in a time series and in a chunked one:
 * made once for series that are answered again and again.
 */
public final class SeriesLabels {
  private final ProtoWriter fields = new ProtoWriter();

  private SeriesLabels() {}

  public static SeriesLabels of(List<LabelPair> labels) {
    var made = new SeriesLabels();
    var part = new ProtoWriter();
    for (LabelPair label : labels) {
      part.clear();
      part.text(1, label.name());
      part.text(2, label.value());
      made.fields.message(1, part);
    }
    return made;
  }

  void write(ProtoWriter out) {
    out.raw(fields);
  }
}
