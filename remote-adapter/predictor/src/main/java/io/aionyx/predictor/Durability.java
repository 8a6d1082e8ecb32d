package io.aionyx.predictor;

import io.aionyx.core.Pipeline;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.config.Config.Storage;
import io.aionyx.predictor.receive.Received;
import io.aionyx.predictor.receive.UnavailableException;
import io.aionyx.predictor.receive.WriteDoor;
import io.aionyx.predictor.storage.Entry;
import io.aionyx.predictor.storage.Journal;
import io.aionyx.predictor.storage.Recovered;
import io.aionyx.predictor.storage.Snapshots;
import io.aionyx.predictor.storage.StorageMetrics;
import io.aionyx.predictor.tick.Engine;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WireException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's memory on disk: first what a predictor before this one left is recovered, then
 * everything new is logged, and from time to time a snapshot makes the log behind it unnecessary.
 */
final class Durability implements AutoCloseable {
  static final byte WRITE_1 = 1;
  static final byte WRITE_2 = 2;
  static final byte BOUNDARY = 3;
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private static final Logger LOG = LoggerFactory.getLogger(Durability.class);

  /** So much log takes some seconds to read again; then a snapshot is due whatever the time. */
  private static final long LOG_BYTES = 256 << 20;

  private final Storage settings;
  private final Engine engine;
  private final EngineIngest ingest;
  private final StorageMetrics metrics;
  private final Snapshots snapshots;
  private final Journal journal;
  private final JournaledIngest journaled;
  private final AtomicBoolean snapshotPending = new AtomicBoolean();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("aionyx-snapshot").daemon().factory());
  private long snapshotMillis = Long.MIN_VALUE;

  private Durability(
      Storage settings,
      Path path,
      Engine engine,
      EngineIngest ingest,
      WriteDoor door,
      Supplier<Pipeline> fresh,
      StorageMetrics metrics)
      throws IOException {
    this.settings = settings;
    this.engine = engine;
    this.ingest = ingest;
    this.metrics = metrics;
    this.snapshots = new Snapshots(path.resolve("snapshots"));
    long last = recover(path.resolve("wal"), door, fresh);
    this.journal = Journal.open(path.resolve("wal"), settings.segmentBytes(), last);
    this.journaled = new JournaledIngest(engine, ingest, journal, metrics);
  }

  /**
   * Recovers what is there; from then on {@link #ingest} takes requests.
   *
   * @param fresh gives a pipeline to read a snapshot into
   * @throws UncheckedIOException if the folder cannot be used
   */
  static Durability open(
      Storage settings,
      Path path,
      Engine engine,
      EngineIngest ingest,
      WriteDoor door,
      Supplier<Pipeline> fresh,
      StorageMetrics metrics) {
    try {
      return new Durability(settings, path, engine, ingest, door, fresh, metrics);
    } catch (IOException e) {
      throw new UncheckedIOException("storage.path " + path + " cannot be used", e);
    }
  }

  JournaledIngest ingest() {
    return journaled;
  }

  private long recover(Path wal, WriteDoor door, Supplier<Pipeline> fresh) throws IOException {
    long startNanos = System.nanoTime();
    long from = snapshots.read(bytes -> engine.read(new StateReader(bytes), fresh.get())).orElse(0);
    var found = new Recovered[1];
    engine.recover(() -> found[0] = replay(wal, from, door));
    metrics.recovered(found[0]);
    tell(found[0], from, System.nanoTime() - startNanos);
    return found[0].lastSequence();
  }

  private Recovered replay(Path wal, long from, WriteDoor door) {
    try {
      return Journal.read(wal, from, entry -> apply(entry, door));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void apply(Entry entry, WriteDoor door) {
    try {
      switch (entry.kind()) {
        case WRITE_1 -> door.replay(received(RemoteWrite.V1, entry), ingest);
        case WRITE_2 -> door.replay(received(RemoteWrite.V2, entry), ingest);
        case BOUNDARY -> engine.advance(entry.atMillis());
        default -> LOG.warn("entry {} is of unknown kind {}", entry.sequence(), entry.kind());
      }
    } catch (WireException | UnavailableException e) {
      LOG.warn("entry {} cannot be applied: {}", entry.sequence(), e.getMessage());
    }
  }

  private static Received received(RemoteWrite version, Entry entry) {
    return new Received(version, entry.atMillis(), entry.payload());
  }

  private static void tell(Recovered found, long from, long nanos) {
    if (found.tornBytes() > 0) {
      LOG.warn(
          "cut {} bytes off the end of the write-ahead log: an entry that was being written",
          found.tornBytes());
    }
    if (found.damagedBytes() > 0 || found.missing() > 0) {
      LOG.error(
          "the write-ahead log is damaged: {} bytes skipped, {} entries missing",
          found.damagedBytes(),
          found.missing());
    }
    LOG.info(
        "recovered snapshot {} and {} entries of the write-ahead log in {} ms",
        from,
        found.entries(),
        nanos / 1_000_000);
  }

  /** Told after each evaluation, while the engine's lock is held. */
  void evaluated(long boundaryMillis) {
    snapshotMillis = snapshotMillis == Long.MIN_VALUE ? boundaryMillis : snapshotMillis;
    boolean due =
        boundaryMillis - snapshotMillis >= settings.snapshotInterval().toMillis()
            || journal.bytesSinceForgotten() >= LOG_BYTES;
    if (due && snapshotPending.compareAndSet(false, true)) {
      snapshotMillis = boundaryMillis;
      writer.execute(this::snapshot);
    }
  }

  private void snapshot() {
    try {
      write();
    } finally {
      snapshotPending.set(false);
    }
  }

  private void write() {
    long startNanos = System.nanoTime();
    try {
      snapshots.write(out -> engine.write(new StateWriter(out), journal::lastSequence));
      journal.forgetUpTo(snapshots.oldestSequence().orElse(0));
      metrics.snapshotTaken(System.nanoTime() - startNanos);
    } catch (IOException e) {
      metrics.snapshotFailed();
      LOG.warn("no snapshot could be written: {}", e.getMessage());
      makeRoom();
    }
  }

  /** One snapshot and the log behind it are enough; a full disk may have room for that. */
  private void makeRoom() {
    try {
      snapshots.keepNewest(1);
      journal.forgetUpTo(snapshots.oldestSequence().orElse(0));
    } catch (IOException e) {
      LOG.warn("no room could be made: {}", e.getMessage());
    }
  }

  /** A last snapshot, so that the next start has nothing to read again. */
  @Override
  public void close() {
    writer.close();
    write();
    try {
      journal.close();
    } catch (IOException e) {
      LOG.warn("the write-ahead log could not be closed: {}", e.getMessage());
    }
  }
}
