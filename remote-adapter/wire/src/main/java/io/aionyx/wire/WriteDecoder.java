package io.aionyx.wire;

/**
 * Walks a remote-write message and tells a {@link WriteVisitor} what stands in it.
 *
 * <p>Nothing is built: labels are handed out as views of the buffer, samples as primitives, so the
 * steady path of a receiver allocates nothing. Unknown fields are skipped; malformed ones, known
 * ones of the wrong wire type, groups and lengths beyond their message are refused with their
 * offset.
 *
 * <pre>{@code
 * byte[] message = new SnappyBlock().decode(body);
 * RemoteWrite.V1.newDecoder().decode(message, 0, message.length, visitor);
 * }</pre>
 *
 * <p>A decoder keeps its scratch space between messages and is not thread safe: one per thread.
 */
public abstract sealed class WriteDecoder permits Write1Decoder, Write2Decoder {
  private static final int VALUE = 1 << 3 | ProtoReader.FIXED64;
  private static final int TIMESTAMP = 2 << 3 | ProtoReader.VARINT;
  private static final int START_TIMESTAMP = 3 << 3 | ProtoReader.VARINT;

  final ProtoReader in = new ProtoReader();
  final HistogramReader histograms = new HistogramReader(in);

  WriteDecoder() {}

  /**
   * Decodes the {@code length} bytes at {@code offset}, which are already decompressed.
   *
   * @throws WireException if the message is not well-formed; series before the fault were visited
   */
  public abstract void decode(byte[] buffer, int offset, int length, WriteVisitor visitor)
      throws WireException;

  /**
   * A float sample of either version.
   *
   * @param knownFields bit 3 set: field 3 is the start timestamp
   * @param seriesStartMillis the start timestamp of a sample which has none of its own
   */
  final void sample(int knownFields, long seriesStartMillis, WriteVisitor visitor)
      throws WireException {
    int outer = in.enter();
    double value = 0;
    long timestampMillis = 0;
    long startMillis = seriesStartMillis;
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == VALUE) {
        value = in.fixedDouble();
      } else if (tag == TIMESTAMP) {
        timestampMillis = in.varint();
      } else if (tag == START_TIMESTAMP && (knownFields & 1 << 3) != 0) {
        startMillis = in.varint();
      } else {
        in.skip(tag, knownFields);
      }
    }
    in.leave(outer);
    visitor.sample(timestampMillis, value, startMillis);
  }
}
