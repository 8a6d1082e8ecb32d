package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Mode;
import io.aionyx.bridge.prom.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far each failure mode and action of the playbooks is on its way to autopilot, also where no
 * alert asks for it yet. Looked up now and then: it changes by days.
 */
public final class Promotions {

  /**
   * @param state the most the bridge does: AUTOPILOT only where mode and evidence both allow it
   * @param remaining resolved predictions still needed if no further one is wrong
   */
  public record Standing(String failureMode, String action, Mode state, long remaining) {}

  private final Map<String, Set<String>> actions;
  private final Modes modes;
  private final GateConfig.Promotion config;
  private final Optional<Metrics> metrics;
  private volatile List<Standing> standings = List.of();

  /**
   * @param actions those that may answer a failure mode
   */
  public Promotions(
      Map<String, Set<String>> actions,
      Modes modes,
      GateConfig.Promotion config,
      Optional<Metrics> metrics) {
    this.actions = actions;
    this.modes = modes;
    this.config = config;
    this.metrics = metrics;
  }

  /**
   * Asks Prometheus anew.
   *
   * @throws io.aionyx.bridge.prom.UnavailableException when it does not answer; what was known
   *     stays
   */
  public void refresh() {
    List<Standing> fresh = new ArrayList<>();
    actions.forEach((failureMode, ids) -> fresh.addAll(standings(failureMode, ids)));
    standings = List.copyOf(fresh);
  }

  private List<Standing> standings(String failureMode, Set<String> ids) {
    Evidence evidence =
        metrics.map(m -> Evidence.read(m, failureMode, "", config)).orElse(Evidence.NONE);
    boolean proven = evidence.missing(config).isEmpty();
    return ids.stream()
        .map(
            id ->
                new Standing(
                    failureMode, id, state(failureMode, id, proven), evidence.remaining(config)))
        .toList();
  }

  private Mode state(String failureMode, String action, boolean proven) {
    Mode most = modes.most(failureMode, action);
    return most == Mode.AUTOPILOT && !proven ? Mode.APPROVE : most;
  }

  public List<Standing> standings() {
    return standings;
  }
}
