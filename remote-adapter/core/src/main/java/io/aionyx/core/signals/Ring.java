package io.aionyx.core.signals;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;

/**
 * One tier of one signal: the mean, least and greatest value of each slot, NaN where nothing came.
 *
 * <p>Float32: a window is compared with itself, and the exact counters behind it stay in double.
 * Not thread-safe.
 */
final class Ring {
  private final Tier tier;
  private final float[] mean;
  private final float[] least;
  private final float[] greatest;
  private long newest = Long.MIN_VALUE;
  private int inNewest;

  Ring(Tier tier) {
    this.tier = tier;
    this.mean = filled(tier.slots());
    // One value a slot: its least and greatest are that value, so they share its array.
    this.least = tier == Tier.FINE ? mean : filled(tier.slots());
    this.greatest = tier == Tier.FINE ? mean : filled(tier.slots());
  }

  private static float[] filled(int slots) {
    var ring = new float[slots];
    Arrays.fill(ring, Float.NaN);
    return ring;
  }

  void push(long atMillis, float value) {
    moveTo(tier.slotOf(atMillis));
    if (Float.isNaN(value)) {
      return;
    }
    int index = index(newest);
    if (inNewest++ == 0) {
      mean[index] = value;
      least[index] = value;
      greatest[index] = value;
      return;
    }
    mean[index] += (value - mean[index]) / inNewest;
    if (least != mean) {
      least[index] = Math.min(least[index], value);
      greatest[index] = Math.max(greatest[index], value);
    }
  }

  private void moveTo(long slot) {
    if (newest == slot) {
      return;
    }
    long from = Math.max(newest == Long.MIN_VALUE ? slot : newest + 1, slot - tier.slots() + 1);
    for (long skipped = from; skipped <= slot; skipped++) {
      int index = index(skipped);
      mean[index] = Float.NaN;
      least[index] = Float.NaN;
      greatest[index] = Float.NaN;
    }
    newest = slot;
    inNewest = 0;
  }

  private int index(long slot) {
    return (int) Math.floorMod(slot, (long) tier.slots());
  }

  /**
   * Appends the last {@code slots} slots up to a moment to the span, oldest first, gaps left out.
   */
  void read(Aspect aspect, long atMillis, int slots, Span into) {
    float[] ring =
        switch (aspect) {
          case MEAN -> mean;
          case LEAST -> least;
          case GREATEST -> greatest;
        };
    long last = tier.slotOf(atMillis);
    long first = Math.max(last - slots + 1, newest - tier.slots() + 1);
    into.clear();
    int index = index(first);
    for (long slot = first; slot <= Math.min(last, newest); slot++) {
      into.addIfKnown(hours(slot - last), ring[index]);
      // A division a slot would cost more than all the rest of it.
      index = index + 1 == ring.length ? 0 : index + 1;
    }
  }

  private double hours(long slotsFromLast) {
    return slotsFromLast * (tier.slotMillis() / 3_600_000.0);
  }

  void write(StateWriter state) {
    state.number(newest);
    state.integer(inNewest);
    state.floats(mean);
    if (least != mean) {
      state.floats(least);
      state.floats(greatest);
    }
  }

  void read(StateReader state) {
    newest = state.number();
    inNewest = state.integer();
    state.floats(mean);
    if (least != mean) {
      state.floats(least);
      state.floats(greatest);
    }
  }
}
