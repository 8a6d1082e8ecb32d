package io.aionyx.bridge.store;

import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Phase;
import java.time.Instant;
import java.util.List;

/** What happened before, counted in the ways the gates ask. All counts come from the file. */
public final class Outcomes {

  /** A judged action. */
  public record Outcome(String action, String target, Phase phase, Instant actedAt, Instant at) {

    public boolean succeeded() {
      return phase == Phase.SUCCEEDED;
    }
  }

  private static final String JUDGED =
      "FROM remediation WHERE acted_at IS NOT NULL AND final = 1"
          + " AND phase IN ('SUCCEEDED', 'ROLLED_BACK', 'FAILED', 'INCONCLUSIVE') ";

  private final Database database;

  public Outcomes(Database database) {
    this.database = database;
  }

  /** Actions begun after {@code since}, of any impact. */
  public long startedSince(Instant since) {
    return count("acted_at > ?", since.toEpochMilli());
  }

  public long startedSince(Instant since, Impact impact) {
    return count("acted_at > ? AND impact = ?", since.toEpochMilli(), impact.name());
  }

  /** Starts of one action on everything that shares an owner, newest first. */
  public List<Instant> startsOn(String owner, String action, Instant since) {
    return database.inTransaction(
        tx ->
            tx.query(
                "SELECT acted_at FROM remediation WHERE owner = ? AND action = ?"
                    + " AND acted_at > ? ORDER BY acted_at DESC",
                row -> Instant.ofEpochMilli(row.getLong(1)),
                owner,
                action,
                since.toEpochMilli()));
  }

  /** Distinct targets with a predicted failure since then. */
  public long targetsSince(Instant since) {
    return database.inTransaction(
        tx ->
            tx.count(
                "SELECT count(DISTINCT target) FROM remediation WHERE created_at > ?",
                since.toEpochMilli()));
  }

  /** The last {@code limit} outcomes of an action, oldest first. */
  public List<Outcome> last(String action, int limit) {
    return outcomes("AND action = ? ORDER BY updated_at DESC, id DESC LIMIT ?", action, limit);
  }

  /** The last {@code limit} outcomes of all actions, oldest first. */
  public List<Outcome> last(int limit) {
    return outcomes("ORDER BY updated_at DESC, id DESC LIMIT ?", limit);
  }

  public List<String> actions() {
    return database.inTransaction(
        tx -> tx.query("SELECT DISTINCT action " + JUDGED, row -> row.getString(1)));
  }

  private long count(String where, Object... arguments) {
    return database.inTransaction(
        tx -> tx.count("SELECT count(*) FROM remediation WHERE " + where, arguments));
  }

  private List<Outcome> outcomes(String tail, Object... arguments) {
    List<Outcome> newestFirst =
        database.inTransaction(
            tx ->
                tx.query(
                    "SELECT action, target, phase, acted_at, updated_at " + JUDGED + tail,
                    row ->
                        new Outcome(
                            row.getString(1),
                            row.getString(2),
                            Phase.valueOf(row.getString(3)),
                            Instant.ofEpochMilli(row.getLong(4)),
                            Instant.ofEpochMilli(row.getLong(5))),
                    arguments));
    return newestFirst.reversed();
  }
}
