package io.aionyx.bridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.domain.Alert;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Printable;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.plan.Plan;
import io.aionyx.bridge.plan.Planner;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Inbox;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes alerts out of the queue: each becomes a remediation, ends one, or is refused with reason.
 */
public final class Intake {

  private static final int BATCH = 100;

  private final Inbox inbox;
  private final Planner planner;
  private final Database database;
  private final Ledger ledger;
  private final AuditLog audit;
  private final Observer observer;
  private final InstantSource clock;

  public Intake(
      Inbox inbox,
      Planner planner,
      Database database,
      Ledger ledger,
      AuditLog audit,
      Observer observer,
      InstantSource clock) {
    this.inbox = inbox;
    this.planner = planner;
    this.database = database;
    this.ledger = ledger;
    this.audit = audit;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * Handles what is waiting; returns how many alerts that were. Each leaves the queue in the
   * transaction that writes what became of it, so a power cut can only bring both back.
   */
  public int drain() {
    List<Inbox.Entry> entries = inbox.oldest(BATCH);
    entries.forEach(entry -> database.inPassingTransaction(tx -> handle(tx, entry)));
    return entries.size();
  }

  private boolean handle(Tx tx, Inbox.Entry entry) {
    inbox.remove(tx, entry);
    return entry.alert().firing() ? fired(tx, entry.alert()) : resolved(tx, entry.alert());
  }

  private boolean fired(Tx tx, Alert alert) {
    return switch (planner.plan(alert, clock.instant())) {
      case Plan.Ready ready -> accept(tx, ready.remediation());
      case Plan.Refused refused -> refuse(tx, alert, refused.reason());
    };
  }

  /** A known episode brings nothing new, whichever of its actions it has come to. */
  private boolean accept(Tx tx, Remediation r) {
    boolean known = !ledger.ofEpisode(r.episode().fingerprint(), r.episode().startsAt()).isEmpty();
    if (known || !ledger.insertIfNew(tx, r)) {
      return false;
    }
    ObjectNode details = Json.object();
    details.put("action", r.action()).put("playbook", r.playbook());
    details.put("target", r.target().key());
    details.put("failure_mode", r.episode().failureMode());
    details.put("horizon", r.episode().horizonText());
    details.put("fingerprint", r.episode().fingerprint());
    details.put("starts_at", r.episode().startsAt().toString());
    audit.append(tx, Phase.RECEIVED.text(), r.id(), details);
    return true;
  }

  private boolean refuse(Tx tx, Alert alert, String reason) {
    observer.refusedAlert(reason);
    audit.append(
        tx,
        "refused",
        alert.fingerprint(),
        Json.object()
            .put("reason", reason)
            .put("alertname", Printable.of(alert.label("alertname"))));
    return false;
  }

  /** What was not begun is not needed any more; what was begun is verified to its end. */
  private boolean resolved(Tx tx, Alert alert) {
    Instant now = clock.instant();
    for (Remediation r : ledger.ofEpisode(alert.fingerprint(), alert.startsAt())) {
      if (!r.phase().isFinal() && !r.phase().isActive()) {
        Remediation ended = r.moved(Phase.DENIED, "the alert resolved before acting", now, now);
        ledger.save(tx, ended);
        audit.append(tx, Phase.DENIED.text(), r.id(), Json.object().put("reason", ended.reason()));
        observer.moved(r, ended);
      }
    }
    return false;
  }
}
