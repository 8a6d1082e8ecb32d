package io.aionyx.bridge.store;

import io.aionyx.bridge.json.Json;
import java.time.Instant;
import java.util.Optional;

/** Stops everything at once, and stays so over a restart. */
public final class PauseSwitch {

  /** Who stopped it, when and why. */
  public record Pause(String who, String reason, Instant at) {}

  private static final String NAME = "pause";

  private final Database database;

  public PauseSwitch(Database database) {
    this.database = database;
  }

  public void pause(Tx tx, Pause pause) {
    tx.update(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", NAME, Json.write(pause));
  }

  public void resume(Tx tx) {
    tx.update("DELETE FROM setting WHERE name = ?", NAME);
  }

  public Optional<Pause> current() {
    return database.inTransaction(
        tx ->
            tx.first(
                "SELECT value FROM setting WHERE name = ?",
                row -> Json.read(row.getString(1), Pause.class),
                NAME));
  }
}
