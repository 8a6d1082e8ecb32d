package io.aionyx.core.features;

import io.aionyx.core.signals.Aspect;
import io.aionyx.core.signals.EntityState;
import io.aionyx.core.signals.Span;

/**
 * One entity at one moment, as a feature looks at it; moved from entity to entity, so that a tick
 * allocates nothing. Not thread-safe.
 */
final class View {
  final Statistics statistics = new Statistics();
  private final Span span = new Span();
  private final Span second = new Span();
  private final Peers peers;
  private EntityState state;
  private long atMillis;

  View(Peers peers, EntityState first) {
    this.peers = peers;
    this.state = first;
  }

  void moveTo(EntityState next, long toMillis) {
    state = next;
    atMillis = toMillis;
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

  /** A second span, for what compares two. */
  Span readSecond(int signal, Window window) {
    return read(signal, window, Aspect.MEAN, second);
  }

  private Span read(int signal, Window window, Aspect aspect, Span into) {
    state.read(signal, window.tier, aspect, window.slots, atMillis, into);
    return into;
  }
}
