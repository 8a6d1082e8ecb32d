package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.store.Outcomes;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * So many starts in any window, overall and per impact, counted in the file: a restart refills
 * nothing.
 *
 * @param limited told the action that was held back
 */
record RateGate(
    Outcomes outcomes,
    GateConfig.Rate overall,
    Map<Impact, GateConfig.Rate> rates,
    Consumer<String> limited)
    implements Limit {

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public Verdict judge(Case c) {
    GateConfig.Rate own = rates.getOrDefault(c.card().impact(), overall);
    long all = outcomes.startedSince(c.now().minus(overall.per()));
    long same = outcomes.startedSince(c.now().minus(own.per()), c.card().impact());
    if (all >= overall.count()) {
      return limit(c, all + " actions started, " + overall + " are allowed", overall);
    }
    return same >= own.count()
        ? limit(c, same + " on " + c.card().impact().text() + "s, " + own + " are allowed", own)
        : allow(same + " of " + own + ", overall " + all + " of " + overall);
  }

  private Verdict limit(Case c, String reason, GateConfig.Rate rate) {
    limited.accept(c.card().id());
    Duration retry = rate.per().dividedBy(10);
    return notNow(reason, retry.toSeconds() < 1 ? Duration.ofSeconds(1) : retry);
  }
}
