package io.aionyx.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A remote-read request.
 *
 * @param queries answered in this order
 * @param accepted forms of answer the client understands, the preferred first; none means samples
 */
public record ReadRequest(List<ReadQuery> queries, List<ResponseType> accepted) {
  /** The content type of a request, and of an answer in samples. */
  public static final String CONTENT_TYPE = "application/x-protobuf";

  /** Names the version on requests. */
  public static final String VERSION_HEADER = "X-Prometheus-Remote-Read-Version";

  public static final String VERSION = "0.1.0";

  /** The forms an answer can take. */
  public enum ResponseType {
    /** One message, compressed as a whole. */
    SAMPLES(0),
    /** Frames of compressed chunks, see {@link ChunkedReadWriter}. */
    STREAMED_XOR_CHUNKS(1);

    private final int wireNumber;

    ResponseType(int wireNumber) {
      this.wireNumber = wireNumber;
    }
  }

  private static final int QUERY = 1 << 3 | ProtoReader.BYTES;
  private static final int ACCEPTED = 2 << 3 | ProtoReader.VARINT;
  private static final int ACCEPTED_PACKED = 2 << 3 | ProtoReader.BYTES;
  private static final int KNOWN = 1 << 1 | 1 << 2;

  public ReadRequest {
    queries = List.copyOf(queries);
    accepted = List.copyOf(accepted);
  }

  /** Decodes a decompressed request. */
  public static ReadRequest decode(byte[] buffer, int offset, int length) throws WireException {
    ProtoReader in = new ProtoReader();
    in.reset(buffer, offset, length);
    List<ReadQuery> queries = new ArrayList<>();
    List<ResponseType> accepted = new ArrayList<>();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case QUERY -> {
          in.checkCount(queries.size());
          queries.add(ReadQuery.read(in));
        }
        case ACCEPTED -> accept(in.varint(), accepted);
        case ACCEPTED_PACKED -> {
          int outer = in.enter();
          while (in.hasMore()) {
            accept(in.varint(), accepted);
          }
          in.leave(outer);
        }
        default -> in.skip(tag, KNOWN);
      }
    }
    return new ReadRequest(queries, accepted);
  }

  /** A form this version does not know is one it will not choose. */
  private static void accept(long number, List<ResponseType> accepted) {
    for (ResponseType type : ResponseType.values()) {
      if (type.wireNumber == number && !accepted.contains(type)) {
        accepted.add(type);
      }
    }
  }

  public byte[] toByteArray() {
    ProtoWriter out = new ProtoWriter();
    ProtoWriter part = new ProtoWriter();
    for (ReadQuery query : queries) {
      part.clear();
      query.write(part);
      out.message(1, part);
    }
    for (ResponseType type : accepted) {
      out.presentVarint(2, type.wireNumber);
    }
    return out.toByteArray();
  }
}
