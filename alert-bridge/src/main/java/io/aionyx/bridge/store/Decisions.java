package io.aionyx.bridge.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people decided, and the verdicts they saw. */
public final class Decisions {

  /** A person's word on one plan. */
  public record Decision(
      String remediation,
      String planHash,
      boolean approved,
      String who,
      String reason,
      Instant at) {}

  /** A gate's verdict as text, for pages and history. */
  public record StoredVerdict(String gate, String verdict, String reason) {}

  private final Database database;

  public Decisions(Database database) {
    this.database = database;
  }

  /** False when somebody decided before. */
  public boolean record(Tx tx, Decision d) {
    return tx.update(
            "INSERT OR IGNORE INTO decision (remediation, plan_hash, approved, who, reason, at)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            d.remediation(),
            d.planHash(),
            d.approved() ? 1 : 0,
            d.who(),
            d.reason(),
            d.at().toEpochMilli())
        == 1;
  }

  public Optional<Decision> of(String remediation) {
    return database.inTransaction(
        tx ->
            tx.first(
                "SELECT remediation, plan_hash, approved, who, reason, at FROM decision"
                    + " WHERE remediation = ?",
                row ->
                    new Decision(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3) == 1,
                        row.getString(4),
                        row.getString(5),
                        Instant.ofEpochMilli(row.getLong(6))),
                remediation));
  }

  /** Replaces what the gates said the last time. */
  public void saveVerdicts(Tx tx, String remediation, List<StoredVerdict> verdicts) {
    tx.update("DELETE FROM verdict WHERE remediation = ?", remediation);
    for (int i = 0; i < verdicts.size(); i++) {
      StoredVerdict v = verdicts.get(i);
      tx.update(
          "INSERT INTO verdict (remediation, position, gate, verdict, reason)"
              + " VALUES (?, ?, ?, ?, ?)",
          remediation,
          i,
          v.gate(),
          v.verdict(),
          v.reason());
    }
  }

  public List<StoredVerdict> verdicts(String remediation) {
    return database.inTransaction(
        tx ->
            tx.query(
                "SELECT gate, verdict, reason FROM verdict WHERE remediation = ? ORDER BY position",
                row -> new StoredVerdict(row.getString(1), row.getString(2), row.getString(3)),
                remediation));
  }
}
