package io.aionyx.bridge.gate;

import io.aionyx.bridge.act.Preflight;
import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.store.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * At most so many at once, by count and by share, with enough left healthy. The share never rounds
 * down to zero, or small clusters would never be helped; it is the healthy rest that protects them.
 */
record BudgetGate(Ledger ledger, Map<Impact, GateConfig.Budget> budgets) implements Limit {

  private static final Duration RETRY = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "budget";
  }

  @Override
  public Verdict judge(Case c) {
    GateConfig.Budget budget =
        budgets.getOrDefault(c.card().impact(), new GateConfig.Budget(1, 0, 1));
    List<Remediation> same =
        ledger.active().stream()
            .filter(r -> r.impact() == c.card().impact() && !r.id().equals(c.remediation().id()))
            .toList();
    if (same.size() >= budget.count()) {
      return notNow(same.size() + " under way, " + budget.count() + " at once", RETRY);
    }
    return c.preflight()
        .map(p -> shares(p.population(), budget, same))
        .orElseGet(() -> allow(same.size() + " under way"));
  }

  private Verdict shares(Preflight.Population p, GateConfig.Budget budget, List<Remediation> same) {
    // Double counting a cordon that is still under way errs to the careful side.
    long inScope =
        p.away() + same.stream().filter(r -> p.scope().equals(r.memo().get("scope"))).count();
    long allowed = Math.max(1, (long) Math.floor(budget.share() * p.total()));
    if (inScope >= allowed) {
      return notNow(
          inScope + " of " + p.total() + " in " + p.scope() + " under way or away", RETRY);
    }
    // A lone replica is the approval gate's question: no share of one could stay healthy.
    // Those under way may be counted healthy still: an eviction shows only moments later.
    long left = p.healthyAfter() - (p.disrupts() ? inScope : 0);
    boolean enough = left >= Math.ceil(budget.minHealthy() * p.total());
    if (p.disrupts() && !enough && p.total() > 1) {
      return notNow(
          left
              + " of "
              + p.total()
              + " in "
              + p.scope()
              + " would be healthy, "
              + Math.round(budget.minHealthy() * 100)
              + " % are demanded",
          RETRY);
    }
    return allow(left + " of " + p.total() + " in " + p.scope() + " stay healthy");
  }
}
