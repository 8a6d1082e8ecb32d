package io.aionyx.bridge.sim;

import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.prom.Alerts;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An Alertmanager that holds back what it is told to, and remembers what it was sent. */
public final class SimulatedAlerts implements Alerts {

  private final Set<String> silenced = ConcurrentHashMap.newKeySet();
  private final List<Raised> raised = new CopyOnWriteArrayList<>();

  public void silence(String fingerprint) {
    silenced.add(fingerprint);
  }

  public List<Raised> raised() {
    return List.copyOf(raised);
  }

  @Override
  public List<String> suppressedBy(Episode episode) {
    return silenced.contains(episode.fingerprint()) ? List.of("silence s1") : List.of();
  }

  @Override
  public void raise(List<Raised> alerts) {
    raised.addAll(alerts);
  }
}
