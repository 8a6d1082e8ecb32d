package io.aionyx.predictor.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * An append-only log of requests in segment files. Thread-safe.
 *
 * <p>{@link #append} hands bytes to the system, in the order of the calls; {@link #sync} returns
 * when they are on the disk. Callers wait for the disk together: whoever syncs first takes along
 * everything that was appended by then, so the price of a sync is shared by all requests that
 * arrived during the one before.
 *
 * <p>When the disk refuses, the entry is taken back and the call fails; the next one tries again,
 * so the journal recovers by itself once there is room. After a failed sync the system may have
 * dropped what it held, so a new segment is begun.
 */
public final class Journal implements AutoCloseable {
  private final Path folder;
  private final long segmentBytes;
  private final RandomGenerator salts = new SecureRandom();
  private final ByteBuffer head = ByteBuffer.allocateDirect(RecordFormat.HEAD_BYTES);
  private final ReentrantLock syncing = new ReentrantLock();

  /** Guarded by this; replaced only while {@link #syncing} is held too. */
  private FileChannel file;

  private Segment segment;
  private long size;
  private long bytesSinceForgotten;
  private boolean broken;
  private volatile long written;
  private volatile long synced;

  private Journal(Path folder, long segmentBytes, long lastSequence) throws IOException {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.written = lastSequence;
    this.synced = lastSequence;
    this.segment = Segment.in(folder, lastSequence + 1, salts.nextLong());
    this.file = create(segment);
  }

  /** Hands every entry behind a sequence to a reader and mends the end of the newest segment. */
  public static Recovered read(Path folder, long after, Consumer<Entry> reader) throws IOException {
    Files.createDirectories(folder);
    return JournalReader.read(folder, after, reader);
  }

  /**
   * Begins a new segment.
   *
   * @param segmentBytes size at which a segment is closed
   * @param lastSequence of the entries that exist
   */
  public static Journal open(Path folder, long segmentBytes, long lastSequence) throws IOException {
    Files.createDirectories(folder);
    return new Journal(folder, segmentBytes, lastSequence);
  }

  /**
   * A process that died before its first entry leaves a segment that begins where this one does. It
   * goes: of two with one beginning, a reader cannot tell which one to pass over.
   */
  private FileChannel create(Segment next) throws IOException {
    for (Segment other : Segment.all(folder)) {
      if (other.firstSequence() == next.firstSequence()) {
        Files.delete(other.file());
      }
    }
    FileChannel created =
        FileChannel.open(next.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Folders.sync(folder);
    return created;
  }

  /**
   * Appends an entry; it is not on the disk before {@link #sync}.
   *
   * @return its sequence
   */
  public synchronized long append(byte kind, long atMillis, ByteBuffer payload) throws IOException {
    if (broken || size >= segmentBytes) {
      begin();
    }
    long sequence = written + 1;
    RecordFormat.head(head, segment.salt(), sequence, atMillis, kind, payload);
    try {
      writeAll(new ByteBuffer[] {head, payload});
    } catch (IOException e) {
      takeBack();
      throw e;
    }
    size = file.position();
    bytesSinceForgotten += RecordFormat.HEAD_BYTES + payload.limit();
    written = sequence;
    return sequence;
  }

  private void writeAll(ByteBuffer[] parts) throws IOException {
    while (parts[1].hasRemaining() || parts[0].hasRemaining()) {
      file.write(parts);
    }
  }

  private void takeBack() {
    try {
      file.truncate(size).position(size);
    } catch (IOException e) {
      broken = true;
    }
  }

  private void begin() throws IOException {
    syncing.lock();
    try {
      if (!broken) {
        file.force(false);
        synced = written;
      }
      Segment next = Segment.in(folder, written + 1, salts.nextLong());
      FileChannel created = create(next);
      file.close();
      file = created;
      segment = next;
      size = 0;
      broken = false;
    } finally {
      syncing.unlock();
    }
  }

  /** Returns once an entry is on the disk. */
  public void sync(long sequence) throws IOException {
    if (synced >= sequence) {
      return;
    }
    syncing.lock();
    try {
      if (synced < sequence) {
        long upTo = written;
        force();
        synced = upTo;
      }
    } finally {
      syncing.unlock();
    }
  }

  private void force() throws IOException {
    try {
      file.force(false);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  /** The sequence of the newest entry. */
  public long lastSequence() {
    return written;
  }

  /** Bytes appended since segments were deleted last. */
  public synchronized long bytesSinceForgotten() {
    return bytesSinceForgotten;
  }

  /** Deletes the segments that hold nothing behind a sequence. */
  public synchronized void forgetUpTo(long sequence) throws IOException {
    bytesSinceForgotten = 0;
    List<Segment> kept = new ArrayList<>(Segment.all(folder));
    while (kept.size() > 1 && kept.get(1).firstSequence() <= sequence + 1) {
      Files.deleteIfExists(kept.removeFirst().file());
    }
  }

  @Override
  public synchronized void close() throws IOException {
    syncing.lock();
    try (FileChannel closing = file) {
      closing.force(true);
    } finally {
      syncing.unlock();
    }
  }
}
