package io.aionyx.wire;

/**
 * Remote-write 2.0: {@code io.prometheus.write.v2.Request}, labels as references into one symbol
 * table.
 *
 * <p>Symbols may legally follow the series that refer to them, so a first pass by tags and lengths
 * finds them all.
 */
final class Write2Decoder extends WriteDecoder {
  private static final int SYMBOL = 4 << 3 | ProtoReader.BYTES;
  private static final int SERIES = 5 << 3 | ProtoReader.BYTES;
  private static final int REQUEST_FIELDS = 1 << 4 | 1 << 5;

  private static final int PACKED_REFERENCES = 1 << 3 | ProtoReader.BYTES;
  private static final int REFERENCE = 1 << 3 | ProtoReader.VARINT;
  private static final int SAMPLE = 2 << 3 | ProtoReader.BYTES;
  private static final int HISTOGRAM = 3 << 3 | ProtoReader.BYTES;
  private static final int EXEMPLAR = 4 << 3 | ProtoReader.BYTES;
  private static final int METADATA = 5 << 3 | ProtoReader.BYTES;
  private static final int CREATED_TIMESTAMP = 6 << 3 | ProtoReader.VARINT;
  private static final int SERIES_FIELDS = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 6;

  private static final int SAMPLE_FIELDS = 1 << 1 | 1 << 2 | 1 << 3;
  private static final int EXEMPLAR_VALUE = 2 << 3 | ProtoReader.FIXED64;
  private static final int EXEMPLAR_TIMESTAMP = 3 << 3 | ProtoReader.VARINT;
  private static final int EXEMPLAR_FIELDS = 1 << 1 | 1 << 2 | 1 << 3;

  private static final int TYPE = 1 << 3 | ProtoReader.VARINT;
  private static final int HELP = 3 << 3 | ProtoReader.VARINT;
  private static final int UNIT = 4 << 3 | ProtoReader.VARINT;
  private static final int METADATA_FIELDS = 1 << 1 | 1 << 3 | 1 << 4;

  private final SymbolTable symbols;
  private final SymbolLabels labels;
  private final SymbolLabels exemplarLabels;
  private long createdMillis;

  Write2Decoder(long seed) {
    symbols = new SymbolTable(seed);
    labels = new SymbolLabels(symbols, seed);
    exemplarLabels = new SymbolLabels(symbols, seed);
  }

  @Override
  public void decode(byte[] buffer, int offset, int length, WriteVisitor visitor)
      throws WireException {
    findSymbols(buffer, offset, length);
    in.reset(buffer, offset, length);
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == SERIES) {
        series(visitor);
      } else {
        in.skip(tag, 0);
      }
    }
  }

  private void findSymbols(byte[] buffer, int offset, int length) throws WireException {
    in.reset(buffer, offset, length);
    symbols.reset(buffer, offset);
    while (in.hasMore()) {
      int at = in.position;
      int tag = in.tag();
      if (tag == SYMBOL) {
        int bytes = in.length();
        symbols.add(in.position, bytes);
        in.position += bytes;
      } else if (tag == SERIES) {
        in.skipBytes();
      } else {
        refuseOtherSchema(at, tag);
        in.skip(tag, REQUEST_FIELDS);
      }
    }
  }

  /** Fields 1 to 3 are those of 1.0 and reserved here so that a mix-up can be noticed. */
  private void refuseOtherSchema(int at, int tag) throws WireException {
    int field = tag >>> 3;
    if (field <= 3 && (tag & 7) == ProtoReader.BYTES) {
      throw in.fault(WireFault.WRONG_SCHEMA, at, "field " + field + " belongs to a 1.0 message");
    }
  }

  private void series(WriteVisitor visitor) throws WireException {
    int outer = in.enter();
    int start = in.position;
    findLabels();
    labels.expect(visitor.expectedKey());
    visitor.series(labels);
    in.position = start;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SAMPLE -> sample(SAMPLE_FIELDS, createdMillis, visitor);
        case HISTOGRAM -> visitor.histogram(histograms.read());
        case EXEMPLAR -> exemplar(visitor);
        case METADATA -> metadata(visitor);
        default -> in.skip(tag, 0);
      }
    }
    in.leave(outer);
    visitor.endSeries();
  }

  /** First pass over a series: labels and the creation time which senders before rc.4 put here. */
  private void findLabels() throws WireException {
    labels.reset(in.position);
    createdMillis = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case PACKED_REFERENCES -> labels.addReferences(in);
        case REFERENCE -> labels.addReference(in.varint());
        case CREATED_TIMESTAMP -> createdMillis = in.varint();
        case SAMPLE, HISTOGRAM, EXEMPLAR, METADATA -> in.skipBytes();
        default -> in.skip(tag, SERIES_FIELDS);
      }
    }
  }

  private void exemplar(WriteVisitor visitor) throws WireException {
    int outer = in.enter();
    exemplarLabels.reset(in.position);
    double value = 0;
    long timestampMillis = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case PACKED_REFERENCES -> exemplarLabels.addReferences(in);
        case REFERENCE -> exemplarLabels.addReference(in.varint());
        case EXEMPLAR_VALUE -> value = in.fixedDouble();
        case EXEMPLAR_TIMESTAMP -> timestampMillis = in.varint();
        default -> in.skip(tag, EXEMPLAR_FIELDS);
      }
    }
    in.leave(outer);
    visitor.exemplar(exemplarLabels, timestampMillis, value);
  }

  private void metadata(WriteVisitor visitor) throws WireException {
    int outer = in.enter();
    long type = 0;
    long help = 0;
    long unit = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case TYPE -> type = in.varint();
        case HELP -> help = in.varint();
        case UNIT -> unit = in.varint();
        default -> in.skip(tag, METADATA_FIELDS);
      }
    }
    in.leave(outer);
    if (visitor.wantsMetadata()) {
      visitor.metadata(
          new MetricMetadata(
              "", MetricMetadata.Type.ofWire(type), symbols.text(help), symbols.text(unit)));
    }
  }
}
