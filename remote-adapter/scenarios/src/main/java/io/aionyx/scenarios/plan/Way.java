package io.aionyx.scenarios.plan;

import io.aionyx.scenarios.cluster.Season;
import io.aionyx.scenarios.plan.Target.Scope;
import io.aionyx.scenarios.random.Rng;
import io.aionyx.scenarios.random.Split;
import java.util.List;

/** Draws the way from a cause to its failure: how long and of what shape. */
final class Way {
  /**
   * Share of failures whose cause is less than half an hour old. With what needs time to rise out
   * of the noise on top, 15 to 25 % of the failures cannot be seen half an hour ahead.
   */
  private static final double SHORT_SHARE = 0.14;

  private static final double SHORT_MINUTES = 30;
  private static final long MINUTE = 60_000;

  private final Rng rng;
  private final Split split;
  private final double worldMinutes;

  Way(Rng rng, Split split, long worldMillis) {
    this.rng = rng;
    this.split = split;
    this.worldMinutes = worldMillis / (double) MINUTE;
  }

  /** Log-uniform, with its lower end such that the share of short ones is as wanted. */
  long lengthMillis(FailureMode mode) {
    double longest = Math.min(mode.longestHours() * 60, worldMinutes);
    double shortest =
        StrictMath.exp(
            (StrictMath.log(SHORT_MINUTES) - SHORT_SHARE * StrictMath.log(longest))
                / (1 - SHORT_SHARE));
    return (long) (split.logUniform(rng, shortest, longest) * MINUTE);
  }

  /**
   * @param season of the traffic that drives the growth, for half of what depends on requests
   */
  double[] curve(FailureMode mode, Season season, long causeMillis, long failMillis) {
    double[] curve = shape(mode).draw(rng, Trajectory.POINTS);
    boolean drivenByRequests = mode.scope() == Scope.POD && rng.chance(0.5);
    return drivenByRequests ? warp(curve, season, causeMillis, failMillis) : curve;
  }

  private Shape shape(FailureMode mode) {
    return switch (mode) {
      case MEMORY_LEAK, HEAP_EXHAUSTION, DISK_FILL, VOLUME_FILL ->
          rng.pick(List.of(Shape.values()));
      case OVERLOAD, CASCADE -> rng.pick(List.of(Shape.LINEAR, Shape.EXPONENTIAL));
      default ->
          rng.pick(List.of(Shape.LINEAR, Shape.EXPONENTIAL, Shape.STAIRCASE, Shape.RANDOM_WALK));
    };
  }

  /** Runs the curve by requests served instead of by the clock. */
  private static double[] warp(double[] curve, Season season, long causeMillis, long failMillis) {
    int steps = curve.length - 1;
    var served = new double[curve.length];
    for (int i = 1; i <= steps; i++) {
      long millis = causeMillis + (failMillis - causeMillis) * i / steps;
      served[i] = served[i - 1] + season.at(millis);
    }
    var warped = new double[curve.length];
    for (int i = 0; i <= steps; i++) {
      warped[i] = curve[(int) StrictMath.round(served[i] / served[steps] * steps)];
    }
    return warped;
  }
}
