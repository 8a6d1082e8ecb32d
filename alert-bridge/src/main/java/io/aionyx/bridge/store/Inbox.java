package io.aionyx.bridge.store;

import io.aionyx.bridge.domain.Alert;
import io.aionyx.bridge.json.Json;
import java.time.Instant;
import java.util.List;

/** Alerts that were acknowledged but not yet planned. */
public final class Inbox {

  /** An alert with its place in the queue. */
  public record Entry(long id, Instant receivedAt, Alert alert) {}

  private final Database database;

  public Inbox(Database database) {
    this.database = database;
  }

  /**
   * Stores all alerts or none; when this returns they survive a crash.
   *
   * @return how many were not already waiting
   */
  public int accept(List<Alert> alerts, Instant now) {
    return database.inTransaction(
        tx -> alerts.stream().mapToInt(alert -> insert(tx, alert, now)).sum());
  }

  private static int insert(Tx tx, Alert alert, Instant now) {
    return tx.update(
        "INSERT OR IGNORE INTO inbox (received_at, fingerprint, starts_at, firing, body)"
            + " VALUES (?, ?, ?, ?, ?)",
        now.toEpochMilli(),
        alert.fingerprint(),
        alert.startsAt().toEpochMilli(),
        alert.firing() ? 1 : 0,
        Json.write(alert));
  }

  public List<Entry> oldest(int limit) {
    return database.inTransaction(
        tx ->
            tx.query(
                "SELECT id, received_at, body FROM inbox ORDER BY id LIMIT ?",
                row ->
                    new Entry(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        Json.read(row.getString(3), Alert.class)),
                limit));
  }

  public void remove(Tx tx, Entry entry) {
    tx.update("DELETE FROM inbox WHERE id = ?", entry.id());
  }

  public long length() {
    return database.inTransaction(tx -> tx.count("SELECT count(*) FROM inbox"));
  }
}
