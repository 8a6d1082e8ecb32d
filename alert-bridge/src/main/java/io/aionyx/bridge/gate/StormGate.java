package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Durations;
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
      return advise(
          targets + " targets predicted to fail within " + Durations.format(storm.window()));
    }
    return metrics
        .map(m -> share(m, c, targets))
        .orElseGet(() -> allow(targets + " targets of late"));
  }

  /** One alone is never a storm; of an unknown number any share may be one. */
  private Verdict share(Metrics metrics, Case c, long targets) {
    double threatened = first(metrics.query(threatened(c)));
    String kind = PromText.quote(c.target().kind());
    double tracked = first(metrics.query("sum(aionyx_tracked_entities{entity_kind=" + kind + "})"));
    if (threatened <= 1) {
      return allow(targets + " targets of late, no other of the kind");
    }
    if (!(tracked > 0)) {
      return advise(
          Math.round(threatened)
              + " threatened at once, of how many aionyx_tracked_entities does not say");
    }
    String share = Math.round(100 * threatened / tracked) + " % of all " + c.target().kind() + "s";
    return threatened / tracked > storm.share()
        ? advise(share + " at once")
        : allow(targets + " targets of late, " + share);
  }

  private static String threatened(Case c) {
    return "count(count by (cluster, node, namespace, pod, workload)"
        + " (aionyx_failure_probability_lower{entity_kind="
        + PromText.quote(c.target().kind())
        + ",horizon="
        + PromText.quote(c.episode().horizonText())
        + "} >= "
        + c.minimumLower()
        + "))";
  }

  private static double first(List<Sample> samples) {
    return samples.isEmpty() ? 0 : samples.getFirst().value();
  }
}
