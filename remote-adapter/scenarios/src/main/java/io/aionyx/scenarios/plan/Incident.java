package io.aionyx.scenarios.plan;

import java.util.List;

/**
 * Something that pushes quantities about for a while, whether it ends in a failure or not.
 *
 * @param kind the mode of a failure, or the type of a confounder
 */
public record Incident(
    String kind, Target target, Trajectory trajectory, List<Influence> influences) {
  private static final double SIGMAS = 3;
  private static final long MINUTE = 60_000;

  public Incident {
    influences = List.copyOf(influences);
  }

  /**
   * First whole minute after the cause at which an effect stands out of the noise by three standard
   * deviations, or the end of its way where none does.
   */
  public long observableMillis() {
    long end = Math.min(trajectory.failMillis(), trajectory.endMillis());
    for (long t = trajectory.causeMillis(); t < end; t += MINUTE) {
      double strength = trajectory.at(t);
      for (Influence influence : influences) {
        if (influence.strength(strength) >= SIGMAS * influence.effect().noise()) {
          return t;
        }
      }
    }
    return end;
  }

  /** Series with an effect at a moment, in the order of the influences. */
  public List<String> metrics() {
    return influences.stream()
        .flatMap(influence -> influence.effect().metrics().stream())
        .distinct()
        .toList();
  }
}
