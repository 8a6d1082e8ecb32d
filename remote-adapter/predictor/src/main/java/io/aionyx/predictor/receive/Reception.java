package io.aionyx.predictor.receive;

import io.aionyx.core.series.Labels;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WireException;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/**
 * One decompressed request on its way from bytes to a batch. Reading runs beside other requests;
 * settling does not.
 */
final class Reception implements Ingest.Arrival {
  private final KnownSeries known;
  private final Session session;
  private final RequestReader reader;
  private final RemoteWrite version;
  private final long atMillis;
  private final int messageLength;
  private int state;

  Reception(
      KnownSeries known, Session session, RemoteWrite version, long atMillis, int messageLength) {
    this.known = known;
    this.session = session;
    this.reader = session.reader;
    this.version = version;
    this.atMillis = atMillis;
    this.messageLength = messageLength;
  }

  Reception read() throws WireException {
    reader.start(version, atMillis);
    state =
        known.during(
            () -> session.decoder(version).decode(session.message, 0, messageLength, reader));
    return this;
  }

  boolean isEmpty() {
    return reader.batch.size() == 0 && reader.newSeries.isEmpty();
  }

  @Override
  public Received received() {
    return new Received(version, atMillis, ByteBuffer.wrap(session.body, 0, session.bodyLength));
  }

  @Override
  public SampleBatch settle(ToIntFunction<Labels> resolve) {
    if (!known.isCurrent(state)) {
      readAgain();
    }
    if (!reader.newSeries.isEmpty()) {
      int[] refs = new int[reader.newSeries.size()];
      for (int i = 0; i < refs.length; i++) {
        refs[i] = settle(reader.newSeries.get(i), resolve);
      }
      reader.batch.settle(refs);
      known.remember(reader.newSeries, refs);
    }
    return reader.batch;
  }

  /** Some refs were given up since, and may be among those that were found. */
  private void readAgain() {
    try {
      read();
    } catch (WireException e) {
      throw new IllegalStateException("what could be read cannot be read again", e);
    }
  }

  private int settle(NewSeries series, ToIntFunction<Labels> resolve) {
    if (RequestReader.isOwn(series.labels)) {
      reader.ownSamples += series.samples;
      return RequestReader.OWN;
    }
    int ref = resolve.applyAsInt(series.labels);
    if (ref == Ingest.DROPPED) {
      reader.unwantedSamples += series.samples;
    } else if (ref == Ingest.FULL) {
      int refused = series.samples + series.histograms;
      reader.refusals.add(Refusal.SERIES_LIMIT, refused, series.labels.toString());
      reader.samples -= series.samples;
      reader.histograms -= series.histograms;
    }
    return ref;
  }
}
