package io.aionyx.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads a streamed answer to a remote-read request frame by frame. A frame is refused by its length
 * before memory is taken for it, and by its checksum before it is read. Not thread safe.
 */
public final class ChunkedReadReader {
  /** The greatest frame Prometheus' own client takes. */
  public static final int DEFAULT_MAX_FRAME_BYTES = 50_000_000;

  private static final int SERIES = 1 << 3 | ProtoReader.BYTES;
  private static final int QUERY_INDEX = 2 << 3 | ProtoReader.VARINT;
  private static final int KNOWN = 1 << 1 | 1 << 2;

  private final DataInputStream in;
  private final int maxFrameBytes;
  private final ProtoReader reader = new ProtoReader();
  private final Deque<ChunkedSeries> pending = new ArrayDeque<>();

  public ChunkedReadReader(InputStream in, int maxFrameBytes) {
    this.in = new DataInputStream(in);
    this.maxFrameBytes = maxFrameBytes;
  }

  /**
   * The next part of a series; empty at the end of the stream.
   *
   * @throws WireException if a frame is too large, torn or not what its checksum says
   */
  public Optional<ChunkedSeries> next() throws IOException, WireException {
    while (pending.isEmpty()) {
      int first = in.read();
      if (first < 0) {
        return Optional.empty();
      }
      decode(readFrame(first));
    }
    return Optional.of(pending.remove());
  }

  private byte[] readFrame(int first) throws IOException, WireException {
    try {
      long length = readLength(first);
      if (length < 0 || length > maxFrameBytes) {
        throw new WireException(
            WireFault.FRAME_TOO_LARGE, 0, length + " bytes, at most " + maxFrameBytes);
      }
      int checksum = in.readInt();
      byte[] data = in.readNBytes((int) length);
      if (data.length < length || ChunkedReadWriter.checksum(data) != checksum) {
        throw corrupt("checksum or length does not match");
      }
      return data;
    } catch (EOFException e) {
      throw corrupt("the stream ends inside a frame");
    }
  }

  private long readLength(int first) throws IOException, WireException {
    long length = first & 0x7f;
    int next = first;
    for (int shift = 7; (next & 0x80) != 0; shift += 7) {
      if (shift > 56) {
        throw corrupt("the length does not end");
      }
      next = in.readUnsignedByte();
      length |= (long) (next & 0x7f) << shift;
    }
    return length;
  }

  /** The index stands behind the series it belongs to. */
  private void decode(byte[] data) throws WireException {
    reader.reset(data, 0, data.length);
    Deque<ChunkedSeries> found = new ArrayDeque<>();
    int index = 0;
    while (reader.hasMore()) {
      int tag = reader.tag();
      switch (tag) {
        case SERIES -> found.add(ChunkedSeries.read(reader));
        case QUERY_INDEX -> index = (int) reader.varint();
        default -> reader.skip(tag, KNOWN);
      }
    }
    for (ChunkedSeries series : found) {
      pending.add(series.withQueryIndex(index));
    }
  }

  private static WireException corrupt(String detail) {
    return new WireException(WireFault.FRAME_CORRUPT, 0, detail);
  }
}
