package io.aionyx.core.forecast;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;

/**
 * What the last minutes add to a path of hours: the present deviation from it, carried on as far as
 * such deviations have lasted before.
 *
 * <p>How far is learnt as it goes: two running regressions, of the deviation half an hour and two
 * hours later on the smoothed one before, give a share that is noise and a rate at which the rest
 * fades. Fed every five minutes. Not thread-safe.
 */
final class Nowcast {
  private static final int NEAR = 6;
  private static final int FAR = 24;

  /** Two days until old evidence weighs half. */
  private static final double MEMORY = Math.pow(0.5, 1.0 / 576);

  private static final double SMOOTHING = 0.5;

  /** What is believed before anything is seen, and as how many observations it counts. */
  private static final double BELIEVED_NEAR = 0.9;

  private static final double BELIEVED_FAR = 0.7;
  private static final int BELIEF = 12;
  private static final double UNHEARD_OF = 16;

  private final double[] before = new double[FAR];
  private long count;
  private double smoothed;
  private double nearProducts;
  private double nearSquares;
  private double farProducts;
  private double farSquares;
  private double usualSquare;

  void observe(double deviation) {
    smoothed = count == 0 ? deviation : smoothed + SMOOTHING * (deviation - smoothed);
    if (count < FAR) {
      believe(deviation * deviation);
    }
    if (count >= NEAR) {
      double then = before[index(count - NEAR)];
      nearProducts = MEMORY * nearProducts + then * deviation;
      nearSquares = MEMORY * nearSquares + then * then;
    }
    if (count >= FAR) {
      double then = before[index(count - FAR)];
      farProducts = MEMORY * farProducts + then * deviation;
      farSquares = MEMORY * farSquares + then * then;
    }
    before[index(count)] = smoothed;
    usualSquare += (deviation * deviation - usualSquare) * Math.max(1 - MEMORY, 1.0 / (count + 1));
    count++;
  }

  private void believe(double square) {
    double weight = square * BELIEF / FAR;
    nearProducts += BELIEVED_NEAR * weight;
    nearSquares += weight;
    farProducts += BELIEVED_FAR * weight;
    farSquares += weight;
  }

  /** The path has moved: what stood this much below it stands that much less. */
  void shift(double down) {
    smoothed += down;
    for (int i = 0; i < FAR; i++) {
      before[i] += down;
    }
  }

  private static int index(long at) {
    return (int) (at % FAR);
  }

  /** Whether the deviation is unlike any before it. */
  boolean unheardOf() {
    return smoothed * smoothed > UNHEARD_OF * usualSquare;
  }

  /** One that is unheard of is a new level, about which nothing has been learnt. */
  Carried carried() {
    boolean unheardOf = unheardOf();
    double near = unheardOf ? BELIEVED_NEAR : share(nearProducts, nearSquares, BELIEVED_NEAR);
    double far =
        unheardOf ? BELIEVED_FAR : Math.min(share(farProducts, farSquares, BELIEVED_FAR), near);
    double fade = Math.pow(far / near, 1.0 / (FAR - NEAR));
    return new Carried(smoothed, Math.min(1, near / Math.pow(fade, NEAR)), fade);
  }

  /** The deviation as one that stays. */
  Carried lasting() {
    return new Carried(smoothed, 1, 1);
  }

  private static double share(double products, double squares, double believed) {
    return squares < 1e-18 ? believed : Math.min(1, Math.max(0.01, products / squares));
  }

  void write(StateWriter state) {
    state.number(count);
    for (double deviation : before) {
      state.real(deviation);
    }
    for (double sum : sums()) {
      state.real(sum);
    }
  }

  private double[] sums() {
    return new double[] {smoothed, nearProducts, nearSquares, farProducts, farSquares, usualSquare};
  }

  void read(StateReader state) {
    count = state.number();
    for (int i = 0; i < FAR; i++) {
      before[i] = state.real();
    }
    smoothed = state.real();
    nearProducts = state.real();
    nearSquares = state.real();
    farProducts = state.real();
    farSquares = state.real();
    usualSquare = state.real();
  }

  /**
   * A deviation on its way out.
   *
   * @param share of it that is no noise
   * @param fade what is left of that after each five minutes
   */
  record Carried(double deviation, double share, double fade) {
    double after(double steps) {
      return deviation * share * Math.pow(fade, steps);
    }
  }
}
