package io.aionyx.wire;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes an answer to a remote-read request as a stream of frames: length as a varint, CRC-32C of
 * the data with the high byte first, data. Nothing is compressed but the chunks themselves.
 *
 * <p>Series must be sorted by their labels. Not thread safe.
 */
public final class ChunkedReadWriter {
  /** The content type of a streamed answer. */
  public static final String CONTENT_TYPE =
      "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse";

  private final DataOutputStream out;
  private final ProtoWriter series = new ProtoWriter();
  private final ProtoWriter chunk = new ProtoWriter();
  private final ProtoWriter frame = new ProtoWriter();
  private final ProtoWriter length = new ProtoWriter();

  public ChunkedReadWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /** Writes one frame. */
  public void write(ChunkedSeries part) throws IOException {
    write(part.queryIndex(), SeriesLabels.of(part.labels()), part.chunks());
  }

  /** Writes one frame. */
  public void write(int queryIndex, SeriesLabels labels, List<Chunk> chunks) throws IOException {
    series.clear();
    labels.write(series);
    for (Chunk next : chunks) {
      chunk.clear();
      next.write(chunk);
      series.message(2, chunk);
    }
    frame.clear();
    frame.message(1, series);
    frame.varint(2, queryIndex);
    length.clear();
    length.varint(frame.size());
    length.writeTo(out);
    out.writeInt(frame.crc32c());
    frame.writeTo(out);
  }

  static int checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return (int) crc.getValue();
  }

  public void flush() throws IOException {
    out.flush();
  }
}
