package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.prom.PromText;
import io.aionyx.bridge.prom.Sample;
import io.aionyx.bridge.store.Outcomes;
import java.util.List;
import java.util.Optional;

/**
 * When much is predicted to fail at once, the input is the first suspect: a scrape gap, drift, the
 * control plane. Then only advice is given.
 */
record StormGate(Optional<Metrics> metrics, Outcomes outcomes, GateConfig.Storm storm)
    implements Gate {

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public Verdict judge(Case c) {
    if (c.episode().truncated()) {
      return advise("Alertmanager left alerts of this group out: the picture is incomplete");
    }
    long targets = outcomes.targetsSince(c.now().minus(storm.window()));
    if (targets > storm.targets()) {
      return advise(targets + " targets predicted to fail within " + storm.window());
    }
    double share = metrics.map(m -> share(m, c)).orElse(0.0);
    return share > storm.share()
        ? advise(Math.round(share * 100) + " % of all " + c.target().kind() + "s at once")
        : allow(targets + " targets of late, " + Math.round(share * 100) + " % of the kind");
  }

  /** Share of tracked entities of the kind; one alone is never a storm. */
  private static double share(Metrics metrics, Case c) {
    String kind = PromText.quote(c.target().kind());
    String threatened =
        "count(count by (cluster, node, namespace, pod, workload) (aionyx_failure_probability_lower"
            + "{entity_kind="
            + kind
            + ",horizon="
            + PromText.quote(c.episode().horizonText())
            + "} >= "
            + c.minimumLower()
            + "))";
    String tracked = "sum(aionyx_tracked_entities{entity_kind=" + kind + "})";
    double count = first(metrics.query(threatened));
    double total = first(metrics.query(tracked));
    return count <= 1 || !(total > 0) ? 0 : count / total;
  }

  private static double first(List<Sample> samples) {
    return samples.isEmpty() ? 0 : samples.getFirst().value();
  }
}
