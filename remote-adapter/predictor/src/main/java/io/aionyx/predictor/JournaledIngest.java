package io.aionyx.predictor;

import io.aionyx.predictor.receive.Ingest;
import io.aionyx.predictor.receive.Received;
import io.aionyx.predictor.receive.UnavailableException;
import io.aionyx.predictor.storage.Journal;
import io.aionyx.predictor.storage.StorageMetrics;
import io.aionyx.predictor.tick.Engine;
import io.aionyx.wire.RemoteWrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts every request into the journal before it is applied, and lets it be answered once it is on
 * the disk. The journal's order is that of the engine: both happen in one step. Thread-safe.
 *
 * <p>A request that was applied and then could not be synced is answered 503; it comes again, and
 * its samples are then duplicates.
 */
final class JournaledIngest implements Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(JournaledIngest.class);

  private final Engine engine;
  private final EngineIngest inner;
  private final Journal journal;
  private final StorageMetrics metrics;
  private volatile boolean failing;

  JournaledIngest(Engine engine, EngineIngest inner, Journal journal, StorageMetrics metrics) {
    this.engine = engine;
    this.inner = inner;
    this.journal = journal;
    this.metrics = metrics;
  }

  private record Logged(long sequence, Applied applied) {}

  @Override
  public Applied take(Arrival arrival) throws UnavailableException {
    try {
      Logged logged = engine.ingest(feed -> logAndApply(arrival, feed));
      long startNanos = System.nanoTime();
      journal.sync(logged.sequence());
      metrics.synced(System.nanoTime() - startNanos);
      recovered();
      return logged.applied();
    } catch (UncheckedIOException e) {
      throw refused(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private Logged logAndApply(Arrival arrival, Engine.Feed feed) {
    return new Logged(log(arrival.received()), inner.apply(arrival, feed));
  }

  private long log(Received received) {
    try {
      byte kind = received.version() == RemoteWrite.V1 ? Durability.WRITE_1 : Durability.WRITE_2;
      return journal.append(kind, received.atMillis(), received.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A boundary of the wall clock, which no replay could guess. */
  void log(long boundaryMillis) {
    try {
      journal.append(Durability.BOUNDARY, boundaryMillis, Durability.NOTHING);
    } catch (IOException e) {
      refused(e);
    }
  }

  private UnavailableException refused(IOException e) {
    metrics.failed(true);
    if (!failing) {
      LOG.error("the write-ahead log cannot be written, senders are told to come back", e);
    }
    failing = true;
    return new UnavailableException(
        "storage", "the write-ahead log cannot be written: " + e.getMessage(), e);
  }

  private void recovered() {
    if (failing) {
      failing = false;
      metrics.failed(false);
      LOG.info("the write-ahead log is written again");
    }
  }
}
