package io.aionyx.scenarios.plan;

import java.util.List;

/**
 * Strength of an incident over time: on the way to failure up to a point, then its ending.
 *
 * <p>A harmless twin of a failure has the same curve and the same would-be time of failure, so that
 * nothing can tell them apart before they part.
 *
 * @param causeMillis where the way begins
 * @param failMillis where it would reach strength 1
 * @param curve strength at equal steps between the two
 * @param parting share of the way after which the ending takes over; 1 for a failure
 * @param endMillis when all of it is over
 */
public record Trajectory(
    long causeMillis,
    long failMillis,
    double[] curve,
    double parting,
    Ending ending,
    long endMillis) {
  static final int POINTS = 513;

  /** Share of the whole time that a plateau takes to be worked off. */
  private static final double RELEASE = 0.1;

  /** How many times a fading strength falls to 1/e until its end. */
  private static final double FADING = 4;

  public Trajectory {
    if (!(causeMillis < failMillis && causeMillis < endMillis)) {
      throw new IllegalArgumentException(
          "a trajectory must end after its cause: was "
              + List.of(causeMillis, failMillis, endMillis));
    }
    if (!(parting > 0 && parting <= 1)) {
      throw new IllegalArgumentException("parting must be in (0, 1]: was " + parting);
    }
  }

  /** Strength, 0 outside of cause and end. */
  public double at(long millis) {
    if (millis < causeMillis || millis >= endMillis) {
      return 0;
    }
    double progress = (millis - causeMillis) / (double) (failMillis - causeMillis);
    if (ending == Ending.FAILURE || progress < parting) {
      return onTheWay(Math.min(progress, 1));
    }
    return after(millis);
  }

  /** When the ending takes over. */
  public long partingMillis() {
    return causeMillis + (long) (parting * (failMillis - causeMillis));
  }

  private double onTheWay(double progress) {
    double place = progress * (curve.length - 1);
    int left = Math.min((int) place, curve.length - 2);
    double share = place - left;
    return curve[left] * (1 - share) + curve[left + 1] * share;
  }

  private double after(long millis) {
    double level = onTheWay(parting);
    double past = (millis - partingMillis()) / (double) (endMillis - partingMillis());
    return switch (ending) {
      case FAILURE, PLATEAU -> level * release(millis);
      case RESET -> 0;
      case FADE -> level * StrictMath.exp(-FADING * past);
    };
  }

  private double release(long millis) {
    double left = (endMillis - millis) / (RELEASE * (endMillis - causeMillis));
    return Math.min(1, left);
  }
}
