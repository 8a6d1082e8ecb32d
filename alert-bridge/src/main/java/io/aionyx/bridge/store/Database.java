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
 * <p>Transactions are short (no network inside), so one lock is enough: 200 alerts per second are
 * far below what it carries. {@code synchronous=FULL} makes a committed alert survive a power cut,
 * which is what the sender's 202 stands for.
 */
public final class Database implements AutoCloseable {

  private final Connection connection;
  private final Tx tx;
  private final ReentrantLock lock = new ReentrantLock();

  private Database(Connection connection) {
    this.connection = connection;
    this.tx = new Tx(connection);
  }

  /** Opens or creates {@code bridge.db} in the directory. */
  public static Database open(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("storage path cannot be made: " + directory, e);
    }
    return connect("jdbc:sqlite:" + directory.resolve("bridge.db"));
  }

  /** Opens the file for reading, beside a running bridge. */
  public static Database openExisting(Path directory) {
    Path file = directory.resolve("bridge.db");
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("there is no bridge.db in " + directory);
    }
    return connect("jdbc:sqlite:" + file);
  }

  /** Forgets everything when closed; for simulations. */
  public static Database inMemory() {
    return connect("jdbc:sqlite::memory:");
  }

  private static Database connect(String url) {
    try {
      Connection connection = DriverManager.getConnection(url);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 10000");
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        for (String sql : schema().split(";;\n", -1)) {
          statement.execute(sql);
        }
      }
      connection.setAutoCommit(false);
      return new Database(connection);
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

  /** Runs {@code work} and commits; any exception takes everything back. Calls may nest. */
  public <T> T inTransaction(Function<Tx, T> work) {
    lock.lock();
    try {
      if (lock.getHoldCount() > 1) {
        return work.apply(tx);
      }
      return outermost(work);
    } finally {
      lock.unlock();
    }
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
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException("cannot close: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }
}
