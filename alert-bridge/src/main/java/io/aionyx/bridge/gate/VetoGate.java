package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.prom.Alerts;
import io.aionyx.bridge.prom.Metrics;
import io.aionyx.bridge.prom.PromText;
import io.aionyx.bridge.prom.Sample;
import java.util.List;
import java.util.Optional;

/**
 * People's usual ways to say "hands off" count: a silence or an inhibition on the alert, and firing
 * alerts that stand for maintenance.
 */
record VetoGate(Alerts alerts, Optional<Metrics> metrics, GateConfig config) implements Gate {

  @Override
  public String name() {
    return "veto";
  }

  @Override
  public Verdict judge(Case c) {
    List<String> holders = alerts.suppressedBy(c.episode());
    if (!holders.isEmpty()) {
      return advise("held back in Alertmanager: " + String.join(", ", holders));
    }
    List<Sample> firing = metrics.map(this::firing).orElse(List.of());
    return firing.isEmpty()
        ? allow("no silence, no inhibition, no maintenance")
        : advise("firing: " + firing.getFirst().label("alertname"));
  }

  private List<Sample> firing(Metrics source) {
    if (config.vetoAlerts().isEmpty()) {
      return List.of();
    }
    String names = String.join("|", config.vetoAlerts());
    return source.query("ALERTS{alertstate=\"firing\",alertname=~" + PromText.quote(names) + "}");
  }
}
