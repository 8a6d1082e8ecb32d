package io.aionyx.bridge.flow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.audit.AuditLog;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.gate.Gates;
import io.aionyx.bridge.gate.Verdict;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Decisions;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Moves one remediation by one phase. The handler looks and acts outside any transaction; the move,
 * its audit record and the verdicts are then stored in one. A remediation is moved by one thread at
 * a time (see {@link Loop}).
 */
public final class Engine {

  private final Desk desk;
  private final Database database;
  private final Ledger ledger;
  private final AuditLog audit;
  private final Observer observer;
  private final InstantSource clock;
  private final Map<Phase, PhaseHandler> handlers = new EnumMap<>(Phase.class);

  public Engine(
      Desk desk,
      Database database,
      Ledger ledger,
      AuditLog audit,
      Observer observer,
      InstantSource clock) {
    this.desk = desk;
    this.database = database;
    this.ledger = ledger;
    this.audit = audit;
    this.observer = observer;
    this.clock = clock;
    handlers.put(Phase.RECEIVED, new Received(desk));
    handlers.put(Phase.PLANNED, new Planned(desk));
    handlers.put(Phase.AWAITING_APPROVAL, new AwaitingApproval(desk));
    handlers.put(Phase.APPROVED, new Approved(desk));
    handlers.put(Phase.RUNNING, new Running(desk));
    handlers.put(Phase.VERIFYING, new Verifying(desk));
    handlers.put(Phase.ROLLING_BACK, new RollingBack(desk));
  }

  /** Moves a remediation that is due; returns it as stored. */
  public Remediation advance(Remediation r) {
    if (desk.planner().step(r).isEmpty()) {
      return store(r, withdrawn(r));
    }
    PhaseHandler handler = handlers.get(r.phase());
    if (handler == null) {
      throw new IllegalStateException(r.phase() + " is final: " + r.id());
    }
    return store(r, judged(handler, r));
  }

  /** An object no action understands will not be understood at the next turn either. */
  private Move judged(PhaseHandler handler, Remediation r) {
    Instant now = clock.instant();
    try {
      return handler.advance(r, now);
    } catch (IllegalArgumentException e) {
      Phase end = r.phase().isActive() ? Phase.INCONCLUSIVE : Phase.DENIED;
      return Move.to(r.moved(end, "cannot be judged: " + e.getMessage(), now, now));
    }
  }

  /** A playbook that no longer has the step can neither act nor judge. */
  private Move withdrawn(Remediation r) {
    Phase end = r.phase().isActive() ? Phase.INCONCLUSIVE : Phase.DENIED;
    Instant now = clock.instant();
    return Move.to(r.moved(end, "playbook " + r.playbook() + " no longer has this step", now, now));
  }

  private Remediation store(Remediation before, Move wanted) {
    Function<Tx, Move> work =
        tx -> overtaken(before).map(Move::to).orElseGet(() -> storeIn(tx, before, wanted));
    Move made =
        wanted.next().phase() == Phase.RUNNING
            ? database.inTransaction(work) // before acting, it is on the disk that we do
            : database.inPassingTransaction(work);
    if (!made.verdicts().isEmpty()) {
      observer.judged(made.verdicts());
    }
    observer.moved(before, made.next());
    return made.next();
  }

  /**
   * What is stored, when somebody else moved it while the handler looked: an alert that resolved
   * ends a plan that has not begun. What has begun is moved by its handler alone.
   */
  private Optional<Remediation> overtaken(Remediation before) {
    return ledger
        .find(before.id())
        .filter(r -> r.phase() != before.phase() || !r.updatedAt().equals(before.updatedAt()));
  }

  private Move storeIn(Tx tx, Remediation before, Move wanted) {
    boolean starts = before.phase() == Phase.APPROVED && wanted.next().phase() == Phase.RUNNING;
    Move move = starts ? checkedAgain(before, wanted) : wanted;
    ledger.save(tx, move.next());
    if (!move.verdicts().isEmpty()) {
      desk.decisions().saveVerdicts(tx, before.id(), stored(move.verdicts()));
    }
    if (isNews(before, move.next())) {
      audit.append(tx, move.next().phase().text(), before.id(), record(before, move));
    }
    if (move.alternative()) {
      planNext(tx, move.next());
    }
    return move;
  }

  /** Two plans may have passed the limits side by side; inside the transaction only one does. */
  private Move checkedAgain(Remediation before, Move wanted) {
    Instant now = clock.instant();
    Gates.Judgement again =
        desk.gates().askLimits(desk.present(wanted.next(), wanted.preflight(), now));
    return switch (again.last()) {
      case Verdict.Allowed a -> wanted;
      case Verdict.NotNow n ->
          Desk.wait(before, Planned.reason(n), now, n.retry()).because(again.verdicts());
      case Verdict.Refused x ->
          Move.to(before.moved(x.end(), Planned.reason(x), now, now)).because(again.verdicts());
      case Verdict.Ask ask ->
          Move.to(
                  before.moved(
                      Phase.AWAITING_APPROVAL,
                      Planned.reason(ask),
                      now,
                      now.plus(desk.config().approvalTtl())))
              .because(again.verdicts());
    };
  }

  /** Waiting for the same reason is not written again and again. */
  private static boolean isNews(Remediation before, Remediation after) {
    return before.phase() != after.phase() || !before.reason().equals(after.reason());
  }

  private void planNext(Tx tx, Remediation failed) {
    Episode episode = failed.episode();
    Set<String> tried =
        ledger.ofEpisode(episode.fingerprint(), episode.startsAt()).stream()
            .map(Remediation::action)
            .collect(Collectors.toSet());
    Optional<Remediation> next = desk.planner().next(failed, tried, clock.instant());
    if (next.isPresent() && ledger.insertIfNew(tx, next.get())) {
      audit.append(
          tx,
          "alternative",
          next.get().id(),
          Json.object().put("after", failed.id()).put("action", next.get().action()));
    }
  }

  private static List<Decisions.StoredVerdict> stored(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(v -> new Decisions.StoredVerdict(v.gate(), v.word(), v.reason()))
        .toList();
  }

  private static ObjectNode record(Remediation before, Move move) {
    Remediation after = move.next();
    ObjectNode details = move.evidence().deepCopy();
    details.put("from", before.phase().text());
    details.put("action", after.action());
    details.put("target", after.target().key());
    details.put("reason", after.reason());
    details.put("plan_hash", after.planHash());
    details.put("fence", after.fence());
    if (!move.verdicts().isEmpty()) {
      ArrayNode gates = details.putArray("gates");
      move.verdicts()
          .forEach(
              v ->
                  gates
                      .addObject()
                      .put("gate", v.gate())
                      .put("verdict", v.word())
                      .put("reason", v.reason()));
    }
    return details;
  }

  /**
   * To be called once before the first move of a process: what was under way when the last process
   * ended is looked at, never repeated.
   */
  public void recover() {
    Instant now = clock.instant();
    for (Remediation r : ledger.inPhase(Phase.RUNNING)) {
      Map<String, String> memo = new java.util.HashMap<>(r.memo());
      memo.put("verifying_since", now.toString());
      String why = "the bridge restarted while acting; looking what arrived";
      store(r, Move.to(r.remembering(memo).moved(Phase.VERIFYING, why, now, now)));
    }
    for (Remediation r : ledger.inPhase(Phase.ROLLING_BACK)) {
      if (!desk.action(r).rollbackIsRepeatable()) {
        String why = "the bridge restarted during a rollback that must not be repeated";
        store(r, Move.to(r.moved(Phase.INCONCLUSIVE, why, now, now)));
      }
    }
  }
}
