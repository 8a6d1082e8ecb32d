package io.aionyx.bridge.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The log beside a SQLite file, into which commits are written first. Thread safe. */
final class WriteAhead implements AutoCloseable {

  /** Of a database in memory, which nothing survives. */
  static final WriteAhead NONE = new WriteAhead(Optional.empty());

  private final Optional<Path> file;
  private @Nullable FileChannel channel;

  private WriteAhead(Optional<Path> file) {
    this.file = file;
  }

  static WriteAhead of(Path database) {
    return new WriteAhead(Optional.of(database.resolveSibling(database.getFileName() + "-wal")));
  }

  /** Returns when everything committed before is on the disk; several may wait at once. */
  void force() {
    try {
      if (file.isPresent()) {
        channel(file.get()).force(false);
      }
    } catch (IOException e) {
      throw new StoreException("cannot be made to last: " + e.getMessage(), e);
    }
  }

  /** There since the first commit, and as long as the database is open. */
  private synchronized FileChannel channel(Path log) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(log, StandardOpenOption.WRITE);
      channel = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new StoreException("cannot close: " + e.getMessage(), e);
    }
  }
}
