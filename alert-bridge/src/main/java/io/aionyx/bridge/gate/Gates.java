package io.aionyx.bridge.gate;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.Leadership;
import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.prom.Alerts;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.prom.Predictions;
import io.aionyx.bridge.prom.UnavailableException;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Outcomes;
import io.aionyx.bridge.store.PauseSwitch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The stages in their order. The first that does not allow ends the way; asking does not end it.
 */
public final class Gates {

  /** What the gates look at. */
  public record World(
      GateConfig config,
      String ownNamespace,
      Actions actions,
      Ledger ledger,
      Outcomes outcomes,
      PauseSwitch pause,
      Optional<Metrics> metrics,
      Alerts alerts,
      Leadership leadership,
      Consumer<String> rateLimited) {}

  /**
   * All verdicts up to the one that ended the way.
   *
   * @param last the deciding one: the first that did not allow, or the last question asked
   */
  public record Judgement(List<Verdict> verdicts, Verdict last) {}

  private static final Duration OUTAGE_RETRY = Duration.ofSeconds(10);

  private final List<Gate> all;

  public Gates(World w) {
    GateConfig c = w.config();
    Optional<Predictions> predictions = w.metrics().map(Predictions::new);
    this.all =
        List.of(
            new PauseGate(w.pause()),
            new ScopeGate(c.scope(), w.ownNamespace()),
            new PredictionGate(predictions, c.prediction()),
            new ModeGate(),
            new TargetGate(),
            new StormGate(w.metrics(), w.outcomes(), c.storm()),
            new VetoGate(w.alerts(), w.metrics(), c),
            new QuietHoursGate(c.quietHours(), c.maintenance()),
            new BreakerGate(w.outcomes(), w.ledger(), c.breaker()),
            new PromotionGate(w.metrics(), c.promotion()),
            new HoldOutGate(c.holdOutShare()),
            new ApprovalGate(c.approvalActions()),
            new PreconditionGate(w.metrics()),
            new LeaderGate(w.leadership()),
            new ConflictGate(w.ledger()),
            new BackoffGate(w.outcomes(), c.backoff()),
            new RateGate(w.outcomes(), c.overallRate(), c.rates(), w.rateLimited()),
            new BudgetGate(w.ledger(), c.budgets()),
            new BlastGate(w.ledger(), c.blast()),
            new DryRunGate(w.actions(), c.dryRunOnly()));
  }

  List<Gate> all() {
    return all;
  }

  /** Names in order, for pages and documents. */
  public List<String> names() {
    return all.stream().map(Gate::name).toList();
  }

  /** Asks every gate. */
  public Judgement ask(Case c) {
    return ask(all, c);
  }

  /** Asks those that need no free place, to learn whether a person must be asked. */
  public Judgement askBeforeApproval(Case c) {
    return ask(
        all.stream().filter(g -> !(g instanceof Limit) || g instanceof BreakerGate).toList(), c);
  }

  /** Asks those that compare with the own memory only; call inside the starting transaction. */
  public Judgement askLimits(Case c) {
    return ask(all.stream().filter(Limit.class::isInstance).toList(), c);
  }

  private static Judgement ask(List<Gate> gates, Case c) {
    List<Verdict> verdicts = new ArrayList<>();
    Verdict last = new Verdict.Allowed("gates", "all gates allow");
    for (Gate gate : gates) {
      Verdict verdict = answered(judge(gate, c), c);
      verdicts.add(verdict);
      switch (verdict) {
        case Verdict.Allowed allowed -> {}
        case Verdict.Ask question -> last = question;
        case Verdict.NotNow notNow -> {
          return new Judgement(verdicts, notNow);
        }
        case Verdict.Refused refused -> {
          return new Judgement(verdicts, refused);
        }
      }
    }
    return new Judgement(verdicts, last);
  }

  /** A question which a person has answered is no longer one. */
  private static Verdict answered(Verdict verdict, Case c) {
    return verdict instanceof Verdict.Ask && c.approved()
        ? new Verdict.Allowed(
            verdict.gate(), verdict.reason() + "; approved by " + c.decision().orElseThrow().who())
        : verdict;
  }

  /** An outage never opens a gate. */
  private static Verdict judge(Gate gate, Case c) {
    try {
      return gate.judge(c);
    } catch (UnavailableException | ClusterException e) {
      return gate.notNow(String.valueOf(e.getMessage()), OUTAGE_RETRY);
    } catch (IllegalArgumentException e) {
      return gate.advise("cannot be judged: " + e.getMessage());
    }
  }
}
