package io.aionyx.predictor.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshot files, named by the last sequence of the journal that is in them: {@code magic, content,
 * CRC32C}. A file comes into being under another name and is renamed when it is on the disk, so
 * what bears the name is whole; the newest two are kept. Not thread-safe.
 */
public final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.snapshot");

  /** Changes with the form of the content: files of another form are not read. */
  private static final long MAGIC = 0x41584a_534e_4150_03L;

  private static final int ENDS_BYTES = 2 * Long.BYTES;
  private static final int KEPT = 2;

  private final Path folder;

  public Snapshots(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** What a snapshot is made of. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything and returns the last sequence that is in it. */
    long writeTo(OutputStream out);
  }

  /** Writes one and deletes those that are no longer needed. */
  public void write(Content content) throws IOException {
    Path unfinished = folder.resolve("unfinished");
    long sequence;
    try {
      sequence = writeTo(unfinished, content);
    } catch (IOException | UncheckedIOException e) {
      Files.deleteIfExists(unfinished);
      throw e instanceof IOException failed ? failed : new IOException(e.getMessage(), e);
    }
    Files.move(unfinished, file(sequence), StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(folder);
    keepNewest(KEPT);
  }

  private static long writeTo(Path unfinished, Content content) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var checked = new CheckedOutputStream(Channels.newOutputStream(file), new CRC32C());
      var out = new BufferedOutputStream(checked, 1 << 16);
      out.write(eightBytes(MAGIC));
      long sequence = content.writeTo(out);
      out.flush();
      file.write(ByteBuffer.wrap(eightBytes(checked.getChecksum().getValue())));
      file.force(true);
      return sequence;
    }
  }

  private static byte[] eightBytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  /**
   * Gives the content of the newest snapshot to a reader, or of the one before where the newest is
   * damaged or refused by an {@link IllegalArgumentException}.
   *
   * @return the sequence of the one that was taken; empty where none could be
   */
  public OptionalLong read(Consumer<ByteBuffer> reader) throws IOException {
    for (long sequence : sequences()) {
      try {
        read(file(sequence), reader);
        return OptionalLong.of(sequence);
      } catch (IllegalArgumentException e) {
        LOG.warn("snapshot {} cannot be used: {}", file(sequence), e.getMessage());
      }
    }
    return OptionalLong.empty();
  }

  private static void read(Path path, Consumer<ByteBuffer> reader) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long size = file.size();
      if (size < ENDS_BYTES || size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("it has " + size + " bytes");
      }
      ByteBuffer bytes = file.map(MapMode.READ_ONLY, 0, size, arena).asByteBuffer();
      int end = (int) size - Long.BYTES;
      var crc = new CRC32C();
      crc.update(bytes.slice(0, end));
      if (bytes.getLong(end) != crc.getValue()) {
        throw new IllegalArgumentException("its checksum does not fit");
      }
      if (bytes.getLong(0) != MAGIC) {
        throw new IllegalArgumentException("it was made by another version");
      }
      reader.accept(bytes.slice(Long.BYTES, end - Long.BYTES));
    }
  }

  /** The oldest sequence that is kept: the journal is needed from there on. */
  public OptionalLong oldestSequence() throws IOException {
    List<Long> sequences = sequences();
    return sequences.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sequences.getLast());
  }

  /** Deletes all but so many; also called to make room when the disk is full. */
  public void keepNewest(int count) throws IOException {
    List<Long> sequences = sequences();
    for (long old : sequences.subList(Math.min(count, sequences.size()), sequences.size())) {
      Files.deleteIfExists(file(old));
    }
  }

  /** Newest first. */
  private List<Long> sequences() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private Path file(long sequence) {
    return folder.resolve("%019d.snapshot".formatted(sequence));
  }
}
