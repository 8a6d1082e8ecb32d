package io.aionyx.core.signals;

import io.aionyx.core.series.Labels;
import io.aionyx.core.series.SeriesStore;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The signals of one entity: what feeds them, what they are now, what they were. */
public final class EntityState {
  private final Entity entity;
  private final Sources[] sources;
  private final Memory[] memories;
  private final float[] now;
  private long firstMillis = Long.MIN_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private @Nullable EntityState host;
  private @Nullable Entity workload;

  EntityState(Entity entity, int signals) {
    this.entity = entity;
    this.sources = new Sources[signals];
    this.memories = new Memory[signals];
    this.now = new float[signals];
    Arrays.fill(now, Float.NaN);
  }

  public Entity entity() {
    return entity;
  }

  /** The node a pod runs on, once known and tracked. */
  public @Nullable EntityState host() {
    return host;
  }

  /** The workload a pod belongs to, once known. */
  public @Nullable Entity workload() {
    return workload;
  }

  void belongsTo(@Nullable EntityState node, @Nullable Entity owner) {
    host = node;
    workload = owner;
  }

  /** Number of signals of the kind, known or not. */
  public int signals() {
    return now.length;
  }

  /** The value at the last evaluation, NaN when unknown. */
  public float now(int signal) {
    return now[signal];
  }

  /** Hours since the entity was first seen. */
  public double ageHours(long atMillis) {
    return firstMillis == Long.MIN_VALUE ? 0 : (atMillis - firstMillis) / 3_600_000.0;
  }

  /** Fills a span with the last slots of a tier; empty when nothing is known. */
  public void read(int signal, Tier tier, Aspect aspect, int slots, long atMillis, Span into) {
    into.clear();
    if (memories[signal] != null) {
      memories[signal].ring(tier).read(aspect, atMillis, slots, into);
    }
  }

  /** Deviations from what this hour of the week usually shows; NaN before two weeks. */
  public double seasonalResidual(int signal, long atMillis) {
    return memories[signal] == null || Float.isNaN(now[signal])
        ? Double.NaN
        : memories[signal].residual(atMillis, now[signal]);
  }

  void bind(Signal signal, int ref, Labels series, SeriesStore store) {
    if (sources[signal.index()] == null) {
      sources[signal.index()] = new Sources(store, signal);
    }
    sources[signal.index()].add(ref, series);
  }

  void unbind(int ref) {
    for (Sources source : sources) {
      if (source != null) {
        source.remove(ref);
      }
    }
  }

  IntStream refs() {
    return Arrays.stream(sources)
        .filter(Objects::nonNull)
        .flatMapToInt(s -> Arrays.stream(s.refs()));
  }

  /** Reads every signal at a moment; whether any of them has a value. */
  boolean advance(long atMillis) {
    boolean alive = false;
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] == null) {
        continue;
      }
      now[i] = sources[i].isEmpty() ? Float.NaN : finite(sources[i].value(atMillis));
      boolean known = !Float.isNaN(now[i]);
      if (known && memories[i] == null) {
        memories[i] = new Memory(sources[i].seasonal());
      }
      if (memories[i] != null) {
        memories[i].push(atMillis, now[i]);
      }
      alive |= known;
    }
    if (alive) {
      firstMillis = firstMillis == Long.MIN_VALUE ? atMillis : firstMillis;
      lastMillis = atMillis;
    }
    return alive;
  }

  private static float finite(double value) {
    float narrow = (float) value;
    return Float.isInfinite(narrow) ? Float.NaN : narrow;
  }

  boolean idleSince(long millis) {
    return lastMillis != Long.MIN_VALUE && lastMillis < millis;
  }

  boolean alive(long atMillis) {
    return lastMillis == atMillis;
  }

  void write(StateWriter state) {
    state.number(firstMillis);
    state.number(lastMillis);
    state.floats(now);
    for (int i = 0; i < sources.length; i++) {
      state.flag(sources[i] != null);
      if (sources[i] != null) {
        sources[i].write(state);
      }
      state.flag(memories[i] != null);
      if (memories[i] != null) {
        memories[i].write(state);
      }
    }
  }

  void read(
      StateReader state, List<Signal> signals, SeriesStore store, IntFunction<Labels> series) {
    firstMillis = state.number();
    lastMillis = state.number();
    state.floats(now);
    for (int i = 0; i < sources.length; i++) {
      if (state.flag()) {
        sources[i] = new Sources(store, signals.get(i));
        sources[i].read(state, series);
      }
      if (state.flag()) {
        memories[i] = Memory.read(state);
      }
    }
  }

  /** The series that feed one signal. */
  int[] refs(Signal signal) {
    Sources source = sources[signal.index()];
    return source == null ? new int[0] : source.refs();
  }
}
