package io.aionyx.wire.history;

import io.aionyx.wire.Chunk;
import io.aionyx.wire.ChunkedReadReader;
import io.aionyx.wire.ChunkedSeries;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.RawLabels;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadResponseDecoder;
import io.aionyx.wire.ReadVisitor;
import io.aionyx.wire.WireException;
import io.aionyx.wire.XorChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands an answer on, less what lies outside the range: a server cuts its chunks elsewhere. */
final class Trimmed implements ReadVisitor {
  private final ReadQuery query;
  private final HistorySink sink;
  private List<LabelPair> given = List.of();

  Trimmed(ReadQuery query, HistorySink sink) {
    this.query = query;
    this.sink = sink;
  }

  /** Chunks of native histograms are passed over: no signal is made of them. */
  void chunks(ChunkedReadReader in) throws IOException, WireException {
    for (Optional<ChunkedSeries> next = in.next(); next.isPresent(); next = in.next()) {
      begin(next.get().labels());
      for (Chunk chunk : next.get().chunks()) {
        if (chunk.encoding() == Chunk.XOR && overlaps(chunk)) {
          XorChunk.decode(chunk.data(), this::sample);
        }
      }
    }
  }

  private boolean overlaps(Chunk chunk) {
    return chunk.maxMillis() >= query.startMillis() && chunk.minMillis() <= query.endMillis();
  }

  void message(byte[] decompressed) throws WireException {
    new ReadResponseDecoder().decode(decompressed, 0, decompressed.length, this);
  }

  private void begin(List<LabelPair> labels) {
    if (!labels.equals(given)) {
      given = labels;
      sink.series(labels);
    }
  }

  private void sample(long timestampMillis, double value) {
    if (timestampMillis >= query.startMillis() && timestampMillis <= query.endMillis()) {
      sink.sample(timestampMillis, value);
    }
  }

  @Override
  public void result(int queryIndex) {}

  @Override
  public void series(RawLabels labels) throws WireException {
    RawLabels parsed = labels.parse();
    List<LabelPair> pairs = new ArrayList<>(parsed.count());
    for (int i = 0; i < parsed.count(); i++) {
      pairs.add(new LabelPair(parsed.name(i), parsed.value(i)));
    }
    begin(List.copyOf(pairs));
  }

  @Override
  public void sample(long timestampMillis, double value, long startTimestampMillis) {
    sample(timestampMillis, value);
  }
}
