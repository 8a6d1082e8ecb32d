package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.store.Ledger;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What is under way at one time stays within one namespace of one cluster. */
record BlastGate(Ledger ledger, GateConfig.Blast blast) implements Limit {

  @Override
  public String name() {
    return "blast_radius";
  }

  @Override
  public Verdict judge(Case c) {
    List<Remediation> active =
        ledger.active().stream().filter(r -> !r.id().equals(c.remediation().id())).toList();
    Set<String> clusters = with(active, r -> r.target().cluster(), c);
    Set<String> namespaces = with(active, r -> r.target().namespace(), c);
    namespaces.remove("");
    if (clusters.size() > blast.clusters() || namespaces.size() > blast.namespaces()) {
      return notNow("work is under way in " + others(active), Duration.ofSeconds(15));
    }
    return allow("within " + namespaces + " of " + clusters);
  }

  private static Set<String> with(
      List<Remediation> active, Function<Remediation, String> part, Case c) {
    Set<String> parts = new HashSet<>(active.stream().map(part).toList());
    parts.add(part.apply(c.remediation()));
    return parts;
  }

  private static String others(List<Remediation> active) {
    return active.stream().map(r -> r.target().key()).distinct().sorted().toList().toString();
  }
}
