package io.aionyx.wire;

/** Walks an answer to a remote-read request in samples. One per thread. */
public final class ReadResponseDecoder {
  private static final int RESULT = 1 << 3 | ProtoReader.BYTES;
  private static final int SERIES = 1 << 3 | ProtoReader.BYTES;
  private static final int KNOWN = 1 << 1;

  private final Write1Decoder decoder = new Write1Decoder(0);

  /**
   * Decodes the {@code length} bytes at {@code offset}, which are already decompressed.
   *
   * @throws WireException if the message is not well-formed; series before the fault were visited
   */
  public void decode(byte[] buffer, int offset, int length, ReadVisitor visitor)
      throws WireException {
    ProtoReader in = decoder.start(buffer, offset, length);
    int index = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == RESULT) {
        visitor.result(index++);
        result(in, visitor);
      } else {
        in.skip(tag, KNOWN);
      }
    }
  }

  private void result(ProtoReader in, ReadVisitor visitor) throws WireException {
    int outer = in.enter();
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == SERIES) {
        decoder.series(visitor);
      } else {
        in.skip(tag, KNOWN);
      }
    }
    in.leave(outer);
  }
}
