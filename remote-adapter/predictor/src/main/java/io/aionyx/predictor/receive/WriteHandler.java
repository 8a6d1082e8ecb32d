package io.aionyx.predictor.receive;

import io.aionyx.predictor.receive.Ingest.Applied;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
  private final KnownSeries known;
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
    this.known = new KnownSeries(limits.series().maxKeyBytes());
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
    Session session = session();
    try (InFlight flight = new InFlight(budget, limits.body().retryAfter())) {
      bodies.read(request, session, flight);
      int length = snappy.decodedLength(session.body, 0, session.bodyLength);
      flight.grow(length);
      Reception reception = read(session, version, clock.millis(), length);
      Applied applied = reception.isEmpty() ? Applied.ALL : ingest.take(reception);
      count(session.reader, version, applied);
      return answer(session.reader, version);
    } catch (WireException e) {
      throw new TurnedAway(400, e.fault().code(), withoutCode(e));
    } catch (UnavailableException e) {
      throw new TurnedAway(
          503, e.reason(), String.valueOf(e.getMessage()), limits.body().retryAfter());
    } finally {
      giveBack(session);
    }
  }

  private Session session() {
    Session session = idle.poll();
    return session == null ? new Session(limits, known, hashSeed) : session;
  }

  private void giveBack(Session session) {
    if (session.isWorthKeeping()) {
      idle.offer(session);
    }
  }

  private static String withoutCode(WireException e) {
    return String.valueOf(e.getMessage()).substring(e.fault().code().length()).strip();
  }

  private Reception read(Session session, RemoteWrite version, long atMillis, int length)
      throws WireException {
    session.reserveMessage(length);
    snappy.decode(session.body, 0, session.bodyLength, session.message);
    return new Reception(known, session, version, atMillis, length).read();
  }

  /**
   * Takes a request of the past as it was taken then. Counts nothing and answers nobody.
   *
   * @throws WireException if it cannot be read, and so never was accepted
   */
  void replay(Received received, Ingest past) throws WireException, UnavailableException {
    Session session = session();
    try {
      session.bodyLength = received.body().remaining();
      session.reserveBody(session.bodyLength);
      received.body().duplicate().get(session.body, 0, session.bodyLength);
      int length = snappy.decodedLength(session.body, 0, session.bodyLength);
      Reception reception = read(session, received.version(), received.atMillis(), length);
      if (!reception.isEmpty()) {
        past.take(reception);
      }
    } finally {
      giveBack(session);
    }
  }

  private void count(RequestReader reader, RemoteWrite version, Applied applied) {
    metrics.ingested(version.label(), reader.samples + (long) reader.histograms);
    metrics.ignored("own_series", reader.ownSamples);
    metrics.ignored("no_signal", reader.unwantedSamples);
    metrics.ignored("native_histogram", reader.histograms);
    metrics.ignored("duplicate", applied.duplicates());
    metrics.ignored("late", applied.late());
    metrics.unsorted(reader.unsortedSeries);
    reader.refusals.counts().forEach((why, samples) -> metrics.rejected(why.code(), samples));
  }

  /** Forgets refs which are no longer valid. */
  void forget(Collection<Integer> refs) {
    known.forget(refs);
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
