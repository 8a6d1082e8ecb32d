package io.aionyx.scenarios.replay;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WriteEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A whole history as requests in memory, so that sending it costs the sender next to nothing. A
 * series always goes over the same connection and in time order, as the shards of a Prometheus send
 * it.
 *
 * @param first for each connection the requests of the first scrape, in which every series is new
 * @param rest for each connection all further ones
 * @param firstSamples in the first scrape
 * @param restSamples in all further ones
 */
public record EncodedHistory(
    RemoteWrite version,
    List<List<byte[]>> first,
    List<List<byte[]>> rest,
    long firstSamples,
    long restSamples) {
  private static final int BATCH = 2_000;

  /**
   * @param cluster a label for every series, so that two histories share none; may be empty
   */
  public static EncodedHistory of(
      History history, RemoteWrite version, int connections, String cluster) {
    var encoder = new Encoder(version, connections, cluster);
    history.replay(encoder);
    encoder.flush();
    return new EncodedHistory(
        version,
        encoder.first,
        encoder.rest,
        encoder.firstSamples,
        encoder.samples - encoder.firstSamples);
  }

  private static final class Encoder implements History.Sink {
    final List<List<byte[]>> first;
    final List<List<byte[]>> rest;
    private final List<WriteEncoder> encoders;
    private final List<Labels> series = new ArrayList<>();
    private final String cluster;
    private boolean inFirst = true;
    long firstSamples;
    long samples;

    Encoder(RemoteWrite version, int connections, String cluster) {
      this.cluster = cluster;
      first = lists(connections);
      rest = lists(connections);
      encoders = IntStream.range(0, connections).mapToObj(_ -> version.newEncoder()).toList();
    }

    private static List<List<byte[]>> lists(int count) {
      return IntStream.range(0, count).<List<byte[]>>mapToObj(_ -> new ArrayList<>()).toList();
    }

    @Override
    public int open(Labels labels) {
      series.add(labels.with("cluster", cluster));
      return series.size() - 1;
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      Labels labels = series.get(handle);
      int connection = handle % encoders.size();
      WriteEncoder encoder = encoders.get(connection).startSeries();
      for (int i = 0; i < labels.size(); i++) {
        encoder.label(labels.nameAt(i), labels.valueAt(i));
      }
      encoder.sample(timestampMillis, value).endSeries();
      samples++;
      if (encoder.seriesCount() == BATCH) {
        flush(connection);
      }
    }

    @Override
    public void advance(long timestampMillis) {
      flush();
      if (inFirst && samples > 0) {
        inFirst = false;
        firstSamples = samples;
      }
    }

    void flush() {
      for (int connection = 0; connection < encoders.size(); connection++) {
        flush(connection);
      }
    }

    private void flush(int connection) {
      WriteEncoder encoder = encoders.get(connection);
      if (encoder.seriesCount() > 0) {
        (inFirst ? first : rest).get(connection).add(encoder.toSnappy());
        encoder.clear();
      }
    }
  }
}
