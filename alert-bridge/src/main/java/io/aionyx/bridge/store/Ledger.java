package io.aionyx.bridge.store;

import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remediations by id, by episode and by when they are due. */
public final class Ledger {

  private static final String BODY = "SELECT body FROM remediation ";

  private final Database database;

  public Ledger(Database database) {
    this.database = database;
  }

  /** False when this action was already planned for this episode. */
  public boolean insertIfNew(Tx tx, Remediation r) {
    Episode e = r.episode();
    return tx.update(
            "INSERT OR IGNORE INTO remediation (id, fingerprint, starts_at, action, impact, target,"
                + " cluster, namespace, owner, phase, final, created_at, updated_at, next_at,"
                + " acted_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            r.id(),
            e.fingerprint(),
            e.startsAt().toEpochMilli(),
            r.action(),
            r.impact().name(),
            e.target().key(),
            e.target().cluster(),
            e.target().namespace(),
            owner(r),
            r.phase().name(),
            r.phase().isFinal() ? 1 : 0,
            r.createdAt().toEpochMilli(),
            r.updatedAt().toEpochMilli(),
            r.nextAt().toEpochMilli(),
            actedMillis(r),
            Json.write(r))
        == 1;
  }

  public void save(Tx tx, Remediation r) {
    int rows =
        tx.update(
            "UPDATE remediation SET phase = ?, final = ?, updated_at = ?, next_at = ?,"
                + " acted_at = ?, owner = ?, body = ? WHERE id = ?",
            r.phase().name(),
            r.phase().isFinal() ? 1 : 0,
            r.updatedAt().toEpochMilli(),
            r.nextAt().toEpochMilli(),
            actedMillis(r),
            owner(r),
            Json.write(r),
            r.id());
    if (rows != 1) {
      throw new IllegalStateException("no such remediation: " + r.id());
    }
  }

  private static @Nullable Object actedMillis(Remediation r) {
    return r.actedAt() == null ? null : r.actedAt().toEpochMilli();
  }

  private static String owner(Remediation r) {
    return r.memo().getOrDefault("owner", r.target().key());
  }

  public Optional<Remediation> find(String id) {
    return one("WHERE id = ?", id);
  }

  /** Unfinished remediations whose time has come, longest waiting first. */
  public List<Remediation> due(Instant now, int limit) {
    return list(
        "WHERE final = 0 AND next_at <= ? ORDER BY next_at, id LIMIT ?", now.toEpochMilli(), limit);
  }

  /** When the next unfinished remediation is due, if any is waiting. */
  public Optional<Instant> nextDue() {
    return database
        .inTransaction(
            tx ->
                tx.first(
                    "SELECT min(next_at), count(*) FROM remediation WHERE final = 0",
                    row -> row.getLong(2) == 0 ? -1L : row.getLong(1)))
        .filter(millis -> millis >= 0)
        .map(Instant::ofEpochMilli);
  }

  public List<Remediation> inPhase(Phase phase) {
    return list("WHERE final = 0 AND phase = ? ORDER BY created_at, id", phase.name());
  }

  /** Remediations that change the cluster now or wait for the effect of a change. */
  public List<Remediation> active() {
    return list(
        "WHERE final = 0 AND phase IN ('RUNNING', 'VERIFYING', 'ROLLING_BACK') ORDER BY id");
  }

  public List<Remediation> ofEpisode(String fingerprint, Instant startsAt) {
    return list(
        "WHERE fingerprint = ? AND starts_at = ? ORDER BY created_at, id",
        fingerprint,
        startsAt.toEpochMilli());
  }

  public List<Remediation> newest(int limit) {
    return list("ORDER BY updated_at DESC, id LIMIT ?", limit);
  }

  /** Final ones changed since {@code since}, oldest first. */
  public List<Remediation> finishedSince(Instant since, int limit) {
    return list(
        "WHERE final = 1 AND updated_at >= ? ORDER BY updated_at DESC, id LIMIT ?",
        since.toEpochMilli(),
        limit);
  }

  private Optional<Remediation> one(String where, Object... arguments) {
    return list(where, arguments).stream().findFirst();
  }

  private List<Remediation> list(String where, Object... arguments) {
    return database.inTransaction(
        tx ->
            tx.query(
                BODY + where, row -> Json.read(row.getString(1), Remediation.class), arguments));
  }
}
