package io.aionyx.predictor.storage;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a journal from its oldest entry to its end. Every entry is handed on exactly as it was
 * written or not at all: what has no valid checksum is skipped and counted, and bytes behind the
 * last whole entry of all are cut off. Not thread-safe.
 */
final class JournalReader {
  private final Consumer<Entry> reader;
  private final long after;
  private long lastSequence;
  private long entries;
  private long tornBytes;
  private long damagedBytes;
  private long missing;

  /**
   * @param after only entries with a higher number are handed on
   */
  JournalReader(long after, Consumer<Entry> reader) {
    this.after = after;
    this.lastSequence = after;
    this.reader = reader;
  }

  static Recovered read(Path folder, long after, Consumer<Entry> reader) throws IOException {
    return new JournalReader(after, reader).read(Segment.all(folder));
  }

  private Recovered read(List<Segment> segments) throws IOException {
    for (int i = 0; i < segments.size(); i++) {
      boolean newest = i == segments.size() - 1;
      if (newest || segments.get(i + 1).firstSequence() > after + 1) {
        read(segments.get(i), newest);
      }
    }
    return new Recovered(lastSequence, entries, tornBytes, damagedBytes, missing);
  }

  private void read(Segment segment, boolean newest) throws IOException {
    try (FileChannel file =
        FileChannel.open(segment.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      int whole;
      try (Arena arena = Arena.ofConfined()) {
        whole = read(file.map(MapMode.READ_ONLY, 0, file.size(), arena).asByteBuffer(), segment);
      }
      long rest = file.size() - whole;
      if (rest > 0 && newest) {
        tornBytes += rest;
        file.truncate(whole).force(true);
      } else {
        damagedBytes += rest;
      }
    }
  }

  /** Where the last whole entry of the segment ends. */
  private int read(ByteBuffer bytes, Segment segment) {
    long before = segment.firstSequence() - 1;
    int whole = 0;
    int at = 0;
    while (at < bytes.limit()) {
      int length = RecordFormat.payloadLength(bytes, at, segment.salt(), before);
      if (length < 0) {
        at++;
      } else {
        damagedBytes += at - whole;
        Entry entry = RecordFormat.entry(bytes, at, length);
        before = entry.sequence();
        take(entry);
        at += RecordFormat.HEAD_BYTES + length;
        whole = at;
      }
    }
    return whole;
  }

  private void take(Entry entry) {
    if (entry.sequence() <= after) {
      return;
    }
    missing += entry.sequence() - lastSequence - 1;
    lastSequence = entry.sequence();
    entries++;
    reader.accept(entry);
  }
}
