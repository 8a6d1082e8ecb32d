package io.aionyx.core.features;

import io.aionyx.core.signals.Aspect;
import io.aionyx.core.signals.EntityState;
import io.aionyx.core.signals.Span;
import java.util.Arrays;

/**
 * One entity at one moment, as a feature looks at it; moved from entity to entity, so that a tick
 * allocates nothing. Not thread-safe.
 */
final class View {
  private static final int WINDOWS = Window.values().length;

  /** No slope of finite values is infinite. */
  private static final double NOT_COMPUTED = Double.POSITIVE_INFINITY;

  private static final int NOTHING = -1;

  final Statistics statistics = new Statistics();
  private final Span span = new Span();
  private final Span second = new Span();
  private final double[] slopes;
  private final double[] floorSlopes;
  private final Climb climb = new Climb();
  private final Peers peers;
  private EntityState state;
  private long atMillis;
  private int climbing = NOTHING;

  View(Peers peers, EntityState first) {
    this.peers = peers;
    this.state = first;
    this.slopes = new double[first.signals() * WINDOWS];
    this.floorSlopes = new double[first.signals() * WINDOWS];
  }

  void moveTo(EntityState next, long toMillis) {
    state = next;
    atMillis = toMillis;
    climbing = NOTHING;
    Arrays.fill(slopes, NOT_COMPUTED);
    Arrays.fill(floorSlopes, NOT_COMPUTED);
  }

  /** Several features look at one slope, and a slope costs more than all of them. */
  double slope(int signal, Window window) {
    int index = signal * WINDOWS + window.ordinal();
    if (slopes[index] == NOT_COMPUTED) {
      slopes[index] = statistics.slope(read(signal, window, Aspect.MEAN), window.hours());
    }
    return slopes[index];
  }

  double floorSlope(int signal, Window window) {
    int index = signal * WINDOWS + window.ordinal();
    if (floorSlopes[index] == NOT_COMPUTED) {
      floorSlopes[index] =
          statistics.floorSlope(read(signal, window, Aspect.LEAST), window.hours());
    }
    return floorSlopes[index];
  }

  /** The rise of a signal; features of one signal stand side by side, so one is remembered. */
  Climb climb(int signal, Aspect aspect) {
    int wanted = signal * Aspect.values().length + aspect.ordinal();
    if (climbing != wanted) {
      climb.follow(this, signal, aspect);
      climbing = wanted;
    }
    return climb;
  }

  EntityState state() {
    return state;
  }

  long atMillis() {
    return atMillis;
  }

  Peers peers() {
    return peers;
  }

  double now(int signal) {
    return state.now(signal);
  }

  Span read(int signal, Window window, Aspect aspect) {
    return read(signal, window, aspect, span);
  }

  /** Mean of a signal of another entity of the kind, as of the same moment. */
  double meanOf(EntityState other, int signal, Window window) {
    other.read(signal, window.tier, Aspect.MEAN, window.slots, atMillis, span);
    return statistics.mean(span);
  }

  /** A second span, for what compares two. */
  Span readSecond(int signal, Window window) {
    return read(signal, window, Aspect.MEAN, second);
  }

  private Span read(int signal, Window window, Aspect aspect, Span into) {
    state.read(signal, window.tier, aspect, window.slots, atMillis, into);
    return into;
  }
}
