package io.aionyx.bridge.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.json.Hashes;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Tx;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Appends to the chain. {@code hash(i) = SHA-256(hash(i-1), body(i))}, each record carries its own
 * sequence, and the table refuses updates and deletions, so that every tampering has to go round
 * the bridge and leaves a break which {@link AuditVerifier} names.
 */
public final class AuditLog {

  private final Database database;
  private final InstantSource clock;
  private final Consumer<String> counter;

  /**
   * @param counter is told the kind of each record
   */
  public AuditLog(Database database, InstantSource clock, Consumer<String> counter) {
    this.database = database;
    this.clock = clock;
    this.counter = counter;
  }

  /** Appends inside the caller's transaction: the change and its record stand or fall together. */
  public AuditHead append(Tx tx, String kind, String subject, ObjectNode details) {
    AuditHead last = head(tx);
    long sequence = last.sequence() + 1;
    ObjectNode body = Json.object();
    body.put("sequence", sequence);
    body.put("at", clock.instant().toString());
    body.put("kind", kind);
    body.put("subject", subject);
    body.set("details", details);
    String text = Json.canonical(body);
    String sha256 = Hashes.sha256(last.sha256(), text);
    tx.update(
        "INSERT INTO audit (sequence, body, sha256) VALUES (?, ?, ?)", sequence, text, sha256);
    counter.accept(kind);
    return new AuditHead(sequence, sha256);
  }

  public AuditHead append(String kind, String subject, ObjectNode details) {
    return database.inTransaction(tx -> append(tx, kind, subject, details));
  }

  public AuditHead head() {
    return database.inTransaction(AuditLog::head);
  }

  private static AuditHead head(Tx tx) {
    return tx.first(
            "SELECT sequence, sha256 FROM audit ORDER BY sequence DESC LIMIT 1",
            row -> new AuditHead(row.getLong(1), row.getString(2)))
        .orElse(AuditHead.EMPTY);
  }

  /** Up to {@code limit} records after a sequence, in order. */
  static List<AuditRecord> read(Database database, long afterSequence, int limit) {
    return database.inTransaction(
        tx ->
            tx.query(
                "SELECT sequence, body, sha256 FROM audit WHERE sequence > ?"
                    + " ORDER BY sequence LIMIT ?",
                row -> new AuditRecord(row.getLong(1), row.getString(2), row.getString(3)),
                afterSequence,
                limit));
  }
}
