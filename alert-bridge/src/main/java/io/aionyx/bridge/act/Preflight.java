package io.aionyx.bridge.act;

import java.util.List;
import java.util.Map;

/**
 * What an action found when it looked.
 *
 * @param revision changes when the object is no longer the one that was planned for
 * @param owner what counts as the same thing for back-off, across replaced pods
 * @param blockers why the action must not be done here at all; empty when nothing stands against it
 * @param undo what is needed to take the change back
 */
public record Preflight(
    String revision,
    String owner,
    Population population,
    List<String> blockers,
    Map<String, String> undo) {

  /**
   * Those that share the load with the target.
   *
   * @param healthy how many are well now, the target included if it still is
   * @param targetHealthy whether acting takes a healthy one away
   * @param disrupts false when the action takes nobody out of service
   * @param away how many others are out of service on purpose already: cordoned nodes
   */
  public record Population(
      String scope, int total, int healthy, boolean targetHealthy, boolean disrupts, int away) {

    Population(String scope, int total, int healthy, boolean targetHealthy, boolean disrupts) {
      this(scope, total, healthy, targetHealthy, disrupts, 0);
    }

    public static Population untouched(String scope) {
      return new Population(scope, 1, 1, true, false);
    }

    public int healthyAfter() {
      return disrupts && targetHealthy ? healthy - 1 : healthy;
    }
  }

  public Preflight {
    blockers = List.copyOf(blockers);
    undo = Map.copyOf(undo);
  }

  static Preflight blocked(String owner, String why) {
    return new Preflight("", owner, Population.untouched(owner), List.of(why), Map.of());
  }
}
