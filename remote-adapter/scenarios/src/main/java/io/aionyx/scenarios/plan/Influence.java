package io.aionyx.scenarios.plan;

/**
 * One effect of an incident on one target.
 *
 * @param amplitude strength at failure
 * @param power of the trajectory: 1 follows it, more comes late
 */
public record Influence(Target target, Effect effect, double amplitude, double power) {
  public double strength(double trajectory) {
    if (trajectory <= 0) {
      return 0;
    }
    return power == 1 ? amplitude * trajectory : amplitude * StrictMath.pow(trajectory, power);
  }
}
