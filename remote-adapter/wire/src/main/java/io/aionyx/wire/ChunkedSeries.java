package io.aionyx.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Part of a series in a streamed answer; a long series goes on in the next frame.
 *
 * @param queryIndex the query it answers
 */
public record ChunkedSeries(int queryIndex, List<LabelPair> labels, List<Chunk> chunks) {
  private static final int LABEL = 1 << 3 | ProtoReader.BYTES;
  private static final int CHUNK = 2 << 3 | ProtoReader.BYTES;
  private static final int KNOWN = 1 << 1 | 1 << 2;

  private static final int NAME = 1 << 3 | ProtoReader.BYTES;
  private static final int VALUE = 2 << 3 | ProtoReader.BYTES;

  public ChunkedSeries {
    labels = List.copyOf(labels);
    chunks = List.copyOf(chunks);
  }

  static ChunkedSeries read(ProtoReader in) throws WireException {
    int outer = in.enter();
    List<LabelPair> labels = new ArrayList<>();
    List<Chunk> chunks = new ArrayList<>();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case LABEL -> {
          in.checkCount(labels.size());
          labels.add(readLabel(in));
        }
        case CHUNK -> {
          in.checkCount(chunks.size());
          chunks.add(Chunk.read(in));
        }
        default -> in.skip(tag, KNOWN);
      }
    }
    in.leave(outer);
    return new ChunkedSeries(0, labels, chunks);
  }

  private static LabelPair readLabel(ProtoReader in) throws WireException {
    int outer = in.enter();
    String name = "";
    String value = "";
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case NAME -> name = in.text();
        case VALUE -> value = in.text();
        default -> in.skip(tag, KNOWN);
      }
    }
    in.leave(outer);
    return new LabelPair(name, value);
  }

  ChunkedSeries withQueryIndex(int index) {
    return new ChunkedSeries(index, labels, chunks);
  }
}
