package io.aionyx.predictor.read;

import io.aionyx.predictor.outlook.Line;
import io.aionyx.wire.Chunk;
import io.aionyx.wire.ChunkedReadWriter;
import io.aionyx.wire.Moments;
import io.aionyx.wire.ReadResponseEncoder;
import io.aionyx.wire.XorChunk;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Both forms of an answer. What is not known is left out: NaN is a value in PromQL. */
final class Answers {
  /** As Prometheus cuts them. */
  private static final int CHUNK_SAMPLES = 120;

  /** A chunk of 120 samples takes 2 KiB at the worst, so a frame stays far below 1 MiB. */
  private static final int FRAME_CHUNKS = 256;

  private Answers() {}

  static byte[] samples(List<Found> results) {
    var answer = new ReadResponseEncoder();
    for (Found found : results) {
      answer.startResult();
      Moments moments = found.grid().all();
      for (Line line : found.lines()) {
        samples(line, moments, answer);
      }
      answer.endResult();
    }
    return answer.toSnappy();
  }

  private static void samples(Line line, Moments moments, ReadResponseEncoder answer) {
    answer.startSeries(line.onWire());
    for (int i = 0; i < moments.count(); i++) {
      double value = line.at(moments.at(i));
      if (!Double.isNaN(value)) {
        answer.sample(moments, i, value);
      }
    }
    answer.endSeries();
  }

  static void stream(List<Found> results, OutputStream out) throws IOException {
    var writer = new ChunkedReadWriter(out);
    for (int query = 0; query < results.size(); query++) {
      Found found = results.get(query);
      for (Line line : found.lines()) {
        stream(query, line, found.grid(), writer);
      }
    }
    writer.flush();
  }

  private static void stream(int query, Line line, Grid grid, ChunkedReadWriter writer)
      throws IOException {
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < grid.moments(); from += CHUNK_SAMPLES) {
      chunk(line, grid, from, chunks);
      if (chunks.size() == FRAME_CHUNKS) {
        writer.write(query, line.onWire(), chunks);
        chunks.clear();
      }
    }
    if (!chunks.isEmpty()) {
      writer.write(query, line.onWire(), chunks);
    }
  }

  private static void chunk(Line line, Grid grid, int from, List<Chunk> into) {
    var chunk = new XorChunk.Builder();
    int count = 0;
    for (int i = from; i < Math.min(from + CHUNK_SAMPLES, grid.moments()); i++) {
      double value = line.at(grid.at(i));
      if (!Double.isNaN(value)) {
        chunk.add(grid.at(i), value);
        count++;
      }
    }
    if (count > 0) {
      into.add(chunk.build());
    }
  }
}
