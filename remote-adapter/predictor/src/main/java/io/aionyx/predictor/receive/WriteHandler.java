package io.aionyx.predictor.receive;

import io.aionyx.predictor.receive.Ingest.Applied;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes one remote-write request from headers to answer, whatever carries it. Thread-safe.
 *
 * <p>The order is: headers, size, snappy, message, series, samples. Each step refuses before the
 * next one spends anything, and nothing is applied before the whole message has been read. Bad data
 * is always 400 and never 5xx, since a sender repeats a 5xx for ever.
 */
final class WriteHandler {
  private final WriteLimits limits;
  private final Ingest ingest;
  private final DoorMetrics metrics;
  private final InstantSource clock;
  private final SnappyBlock snappy;
  private final BodyReader bodies;
  private final ByteBudget budget;
  private final SeriesTable table;
  private final ReadWriteLock tableLock = new ReentrantReadWriteLock();

  /** How often refs were forgotten; guarded by the lock of the table. */
  private int forgets;

  private final BlockingQueue<Session> idle;
  private final long hashSeed = new SecureRandom().nextLong();

  WriteHandler(WriteLimits limits, Ingest ingest, DoorMetrics metrics, InstantSource clock) {
    this.limits = limits;
    this.ingest = ingest;
    this.metrics = metrics;
    this.clock = clock;
    this.snappy = new SnappyBlock(limits.body().maxDecodedBytes());
    this.bodies = new BodyReader(limits.body(), clock);
    this.budget = new ByteBudget(limits.body().maxInFlightBytes());
    this.table = new SeriesTable(limits.series().maxKeyBytes());
    this.idle = new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());
  }

  Answer handle(WriteRequest request) {
    Optional<RemoteWrite> version = RemoteWrite.ofContentType(request.contentType());
    try {
      checkHeaders(request, version.isPresent());
      return receive(request, version.orElseThrow());
    } catch (TurnedAway e) {
      count(e);
      return answer(e, version.orElse(null));
    }
  }

  private void count(TurnedAway e) {
    if (e.status == 400) {
      metrics.unreadable(e.reason);
    } else {
      metrics.turnedAway(e.reason);
    }
  }

  private static void checkHeaders(WriteRequest request, boolean knownType) throws TurnedAway {
    if (!knownType) {
      throw new TurnedAway(
          415, "content_type", "not a remote-write message: " + quoted(request.contentType()));
    }
    String encoding = request.contentEncoding();
    if (encoding != null
        && !encoding.isBlank()
        && !encoding.strip().toLowerCase(Locale.ROOT).equals("snappy")) {
      throw new TurnedAway(415, "content_encoding", "only snappy is accepted: " + quoted(encoding));
    }
  }

  private static String quoted(@Nullable String header) {
    String text = String.valueOf(header);
    return '"' + text.substring(0, Math.min(100, text.length())) + '"';
  }

  private Answer receive(WriteRequest request, RemoteWrite version) throws TurnedAway {
    Session session = idle.poll();
    if (session == null) {
      session = new Session(limits, table, hashSeed);
    }
    try (InFlight flight = new InFlight(budget, limits.body().retryAfter())) {
      bodies.read(request, session, flight);
      read(session, version, flight);
      apply(session, version);
      return answer(session.reader, version);
    } catch (WireException e) {
      throw new TurnedAway(400, e.fault().code(), withoutCode(e));
    } finally {
      if (session.isWorthKeeping()) {
        idle.offer(session);
      }
    }
  }

  private static String withoutCode(WireException e) {
    return String.valueOf(e.getMessage()).substring(e.fault().code().length()).strip();
  }

  private void read(Session session, RemoteWrite version, InFlight flight)
      throws WireException, TurnedAway {
    int length = snappy.decodedLength(session.body, 0, session.bodyLength);
    flight.grow(length);
    session.reserveMessage(length);
    snappy.decode(session.body, 0, session.bodyLength, session.message);
    session.reader.start(version, clock.millis());
    tableLock.readLock().lock();
    try {
      session.forgets = forgets;
      session.decoder(version).decode(session.message, 0, length, session.reader);
    } finally {
      tableLock.readLock().unlock();
    }
  }

  private void apply(Session session, RemoteWrite version) {
    RequestReader reader = session.reader;
    if (!reader.newSeries.isEmpty()) {
      settle(session);
    }
    Applied applied = reader.batch.size() > 0 ? ingest.apply(reader.batch) : Applied.ALL;
    metrics.ingested(version.label(), reader.samples + (long) reader.histograms);
    metrics.ignored("own_series", reader.ownSamples);
    metrics.ignored("no_signal", reader.unwantedSamples);
    metrics.ignored("native_histogram", reader.histograms);
    metrics.ignored("duplicate", applied.duplicates());
    metrics.ignored("late", applied.late());
    metrics.unsorted(reader.unsortedSeries);
    reader.refusals.counts().forEach((why, samples) -> metrics.rejected(why.code(), samples));
  }

  private void settle(Session session) {
    RequestReader reader = session.reader;
    int[] refs = new int[reader.newSeries.size()];
    for (int i = 0; i < refs.length; i++) {
      refs[i] = settle(reader, reader.newSeries.get(i));
    }
    reader.batch.settle(refs);
    remember(session, refs);
  }

  private int settle(RequestReader reader, NewSeries series) {
    if (RequestReader.isOwn(series.labels)) {
      reader.ownSamples += series.samples;
      return RequestReader.OWN;
    }
    int ref = ingest.resolve(series.labels);
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

  /** Not if refs were forgotten meanwhile: these could be among them. They come again. */
  private void remember(Session session, int[] refs) {
    List<NewSeries> series = session.reader.newSeries;
    tableLock.writeLock().lock();
    try {
      for (int i = 0; i < refs.length && session.forgets == forgets; i++) {
        if (refs[i] != Ingest.FULL) {
          table.put(series.get(i).hash, series.get(i).key, refs[i]);
        }
      }
    } finally {
      tableLock.writeLock().unlock();
    }
  }

  /** Forgets refs which are no longer valid. */
  void forget(Collection<Integer> refs) {
    BitSet forgotten = new BitSet();
    refs.forEach(forgotten::set);
    tableLock.writeLock().lock();
    try {
      forgets++;
      table.forget(forgotten);
    } finally {
      tableLock.writeLock().unlock();
    }
  }

  private static Answer answer(RequestReader reader, RemoteWrite version) {
    Map<String, String> headers =
        headers(version, reader.samples, reader.histograms, reader.exemplars);
    return reader.refusals.isEmpty()
        ? new Answer(204, "", headers)
        : new Answer(400, reader.refusals.text(), headers);
  }

  private static Answer answer(TurnedAway e, @Nullable RemoteWrite version) {
    Map<String, String> headers = headers(version, 0, 0, 0);
    if (e.retryAfter != null) {
      headers.put("Retry-After", Long.toString(e.retryAfter.toSeconds()));
    }
    return new Answer(e.status, e.text(), headers);
  }

  /** 1.0 knows no counts, and a sender may take them for those of 2.0. */
  private static Map<String, String> headers(
      @Nullable RemoteWrite version, int samples, int histograms, int exemplars) {
    Map<String, String> headers = new TreeMap<>();
    if (version != null) {
      headers.put(RemoteWrite.VERSION_HEADER, version.version());
    }
    if (version == RemoteWrite.V2) {
      headers.put(RemoteWrite.SAMPLES_WRITTEN_HEADER, Integer.toString(samples));
      headers.put(RemoteWrite.HISTOGRAMS_WRITTEN_HEADER, Integer.toString(histograms));
      headers.put(RemoteWrite.EXEMPLARS_WRITTEN_HEADER, Integer.toString(exemplars));
    }
    return headers;
  }
}
