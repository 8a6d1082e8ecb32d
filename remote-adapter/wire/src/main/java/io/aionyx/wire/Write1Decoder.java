package io.aionyx.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Remote-write 1.0: {@code prometheus.WriteRequest}, labels inline in each series. */
final class Write1Decoder extends WriteDecoder {
  private static final int SERIES = 1 << 3 | ProtoReader.BYTES;
  private static final int METADATA = 3 << 3 | ProtoReader.BYTES;
  private static final int SYMBOL_OF_2 = 4 << 3 | ProtoReader.BYTES;
  private static final int SERIES_OF_2 = 5 << 3 | ProtoReader.BYTES;
  private static final int REQUEST_FIELDS = 1 << 1 | 1 << 3;

  private static final int LABEL = 1 << 3 | ProtoReader.BYTES;
  private static final int SAMPLE = 2 << 3 | ProtoReader.BYTES;
  private static final int EXEMPLAR = 3 << 3 | ProtoReader.BYTES;
  private static final int HISTOGRAM = 4 << 3 | ProtoReader.BYTES;
  private static final int SERIES_FIELDS = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4;

  private static final int SAMPLE_FIELDS = 1 << 1 | 1 << 2;
  private static final int EXEMPLAR_VALUE = 2 << 3 | ProtoReader.FIXED64;
  private static final int EXEMPLAR_TIMESTAMP = 3 << 3 | ProtoReader.VARINT;
  private static final int EXEMPLAR_FIELDS = 1 << 1 | 1 << 2 | 1 << 3;

  private static final int TYPE = 1 << 3 | ProtoReader.VARINT;
  private static final int FAMILY = 2 << 3 | ProtoReader.BYTES;
  private static final int HELP = 4 << 3 | ProtoReader.BYTES;
  private static final int UNIT = 5 << 3 | ProtoReader.BYTES;
  private static final int METADATA_FIELDS = 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5;

  private final InlineLabels labels;
  private int base;

  Write1Decoder(long seed) {
    labels = new InlineLabels(seed);
  }

  @Override
  public void decode(byte[] buffer, int offset, int length, WriteVisitor visitor)
      throws WireException {
    start(buffer, offset, length);
    while (in.hasMore()) {
      int at = in.position;
      int tag = in.tag();
      switch (tag) {
        case SERIES -> series(visitor);
        case METADATA -> metadata(visitor);
        default -> {
          refuseOtherSchema(at, tag);
          in.skip(tag, REQUEST_FIELDS);
        }
      }
    }
  }

  /** For messages that hold series of this kind in other places: the reader to walk them with. */
  ProtoReader start(byte[] buffer, int offset, int length) {
    in.reset(buffer, offset, length);
    base = offset;
    return in;
  }

  /** Fields 4 and 5 are the symbols and series of 2.0: skipping them would lose data in silence. */
  private void refuseOtherSchema(int at, int tag) throws WireException {
    if (tag == SYMBOL_OF_2 || tag == SERIES_OF_2) {
      throw in.fault(WireFault.WRONG_SCHEMA, at, "symbols and series of a 2.0 message");
    }
  }

  void series(WriteVisitor visitor) throws WireException {
    int outer = in.enter();
    int afterLabels = findLabels(visitor.expectedKey());
    visitor.series(labels);
    in.position = afterLabels;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case LABEL -> in.skipBytes();
        case SAMPLE -> sample(SAMPLE_FIELDS, 0, visitor);
        case EXEMPLAR -> exemplar(visitor);
        case HISTOGRAM -> visitor.histogram(histograms.read());
        default -> in.skip(tag, SERIES_FIELDS);
      }
    }
    in.leave(outer);
    visitor.endSeries();
  }

  /**
   * Walks the whole message once by tags and lengths, so that the labels are known before the first
   * sample even when they come after it.
   *
   * @return where the leading run of labels ends
   */
  private int findLabels(@Nullable ExpectedKey key) throws WireException {
    int start = in.position;
    boolean expected = false;
    if (key != null && isAt(start, key)) {
      in.position += key.length;
      expected = true;
    } else {
      skipLabels();
    }
    int afterLabels = in.position;
    labels.reset(in.buffer, base, start, afterLabels);
    labels.expected = expected;
    while (in.hasMore()) {
      int at = in.position;
      int tag = in.tag();
      in.skip(tag, 0);
      if (tag == LABEL) {
        labels.gather(in.buffer, at, in.position);
      }
    }
    return afterLabels;
  }

  private void skipLabels() throws WireException {
    while (in.hasMore() && in.buffer[in.position] == LABEL) {
      in.position++;
      in.skipBytes();
    }
  }

  /** A run of labels that goes on behind the key is another one. */
  private boolean isAt(int start, ExpectedKey key) {
    int end = start + key.length;
    return key.length > 0
        && end <= in.limit
        && Arrays.equals(in.buffer, start, end, key.bytes, key.offset, key.offset + key.length)
        && (end == in.limit || in.buffer[end] != LABEL);
  }

  private void exemplar(WriteVisitor visitor) throws WireException {
    int outer = in.enter();
    int afterLabels = findLabels(null);
    in.position = afterLabels;
    double value = 0;
    long timestampMillis = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case LABEL -> in.skipBytes();
        case EXEMPLAR_VALUE -> value = in.fixedDouble();
        case EXEMPLAR_TIMESTAMP -> timestampMillis = in.varint();
        default -> in.skip(tag, EXEMPLAR_FIELDS);
      }
    }
    in.leave(outer);
    visitor.exemplar(labels, timestampMillis, value);
  }

  private void metadata(WriteVisitor visitor) throws WireException {
    int outer = in.enter();
    boolean wanted = visitor.wantsMetadata();
    long type = 0;
    String family = "";
    String help = "";
    String unit = "";
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case TYPE -> type = in.varint();
        case FAMILY -> family = text(wanted);
        case HELP -> help = text(wanted);
        case UNIT -> unit = text(wanted);
        default -> in.skip(tag, METADATA_FIELDS);
      }
    }
    in.leave(outer);
    if (wanted) {
      visitor.metadata(new MetricMetadata(family, MetricMetadata.Type.ofWire(type), help, unit));
    }
  }

  private String text(boolean wanted) throws WireException {
    int length = in.length();
    int start = in.position;
    in.position += length;
    return wanted ? Utf8.text(in.buffer, start, length, start - base) : "";
  }
}
