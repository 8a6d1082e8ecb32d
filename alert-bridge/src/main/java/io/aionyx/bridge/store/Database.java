package io.aionyx.bridge.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One SQLite file, one connection, one writer at a time.
 *
 * <p>Transactions are short (no network inside), so one lock is enough. What is committed survives
 * the end of the process. Whether it also survives a power cut costs a wait for the disk, some
 * milliseconds each, of which 200 alerts a second with five steps each would need more than there
 * are: {@link #inTransaction} waits, as a sender's 202, a person's word and the start of an action
 * need it; {@link #inPassingTransaction} does not, for steps that are simply taken again from what
 * was there before. The wait is the one that {@code synchronous=FULL} makes, on the same file, but
 * made without the lock; it covers all that was committed before it.
 */
public final class Database implements AutoCloseable {

  private final Connection connection;
  private final WriteAhead writeAhead;
  private final Tx tx;
  private final ReentrantLock lock = new ReentrantLock();

  private Database(Connection connection, WriteAhead writeAhead) {
    this.connection = connection;
    this.writeAhead = writeAhead;
    this.tx = new Tx(connection);
  }

  /** Opens or creates {@code bridge.db} in the directory. */
  public static Database open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("storage path cannot be made: " + directory, e);
    }
    return connect(directory.resolve("bridge.db"));
  }

  /** Opens the file for reading, beside a running bridge. */
  public static Database openExisting(Path directory) {
    Path file = directory.resolve("bridge.db");
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("there is no bridge.db in " + directory);
    }
    return connect(file);
  }

  /** Forgets everything when closed; for simulations. */
  public static Database inMemory() {
    return connect("jdbc:sqlite::memory:", WriteAhead.NONE);
  }

  private static Database connect(Path file) {
    return connect("jdbc:sqlite:" + file, WriteAhead.of(file));
  }

  private static Database connect(String url, WriteAhead writeAhead) {
    try {
      Connection connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 10000");
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = NORMAL");
        for (String sql : schema().split(";;\n", -1)) {
          statement.execute(sql);
        }
      }
      connection.setAutoCommit(false);
      return new Database(connection, writeAhead);
    } catch (SQLException e) {
      throw new StoreException("storage cannot be opened: " + url + ": " + e.getMessage(), e);
    }
  }

  private static String schema() {
    try (InputStream in = Database.class.getResourceAsStream("schema.sql")) {
      return new String(
          java.util.Objects.requireNonNull(in, "schema.sql is part of the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs {@code work} and commits; any exception takes everything back. What it wrote is on the
   * disk when this returns. Calls may nest; the outermost commits, and decides about the wait.
   */
  public <T> T inTransaction(Function<Tx, T> work) {
    return transact(work, true);
  }

  /** The same, but a power cut may take it back, never without all that was committed after it. */
  public <T> T inPassingTransaction(Function<Tx, T> work) {
    return transact(work, false);
  }

  private <T> T transact(Function<Tx, T> work, boolean last) {
    boolean wrote;
    T result;
    lock.lock();
    try {
      if (lock.getHoldCount() > 1) {
        return work.apply(tx);
      }
      tx.begin();
      result = outermost(work);
      wrote = tx.hasWritten();
    } finally {
      lock.unlock();
    }
    if (last && wrote) {
      writeAhead.force();
    }
    return result;
  }

  private <T> T outermost(Function<Tx, T> work) {
    boolean committed = false;
    try {
      T result = work.apply(tx);
      tx.commit();
      committed = true;
      return result;
    } catch (SQLException e) {
      throw new StoreException("cannot commit: " + e.getMessage(), e);
    } finally {
      if (!committed) {
        takeBack();
      }
    }
  }

  private void takeBack() {
    try {
      tx.rollback();
    } catch (SQLException e) {
      throw new StoreException("cannot roll back: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try (writeAhead) {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("cannot close: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }
}
