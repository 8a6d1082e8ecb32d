package io.aionyx.core.signals;

import io.aionyx.core.series.Append;
import io.aionyx.core.series.Labels;
import io.aionyx.core.series.SeriesStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From samples to signals: decides once per series what it means, and reads every signal of every
 * entity at each evaluation.
 *
 * <p>A series is bound to its entity when its labels, completed by {@link Joins}, name one; until
 * then it waits. An entity without any value for {@value #IDLE_MILLIS} ms is forgotten, and comes
 * back as new. Not thread-safe.
 */
public final class SignalTable {
  /** The ref of every series that feeds nothing. */
  public static final int DROPPED = -1;

  private static final long IDLE_MILLIS = 10 * 60_000;

  /** A series of a target that is scraped hourly is odd, but a series. */
  private static final long SERIES_IDLE_MILLIS = 2 * 3_600_000;

  private final SignalCatalog catalog;
  private final SeriesStore store = new SeriesStore();
  private final Map<Labels, Integer> refs = new HashMap<>();
  private final List<Binding> bindings = new ArrayList<>();
  private final BitSet touched = new BitSet();
  private final Joins joins = new Joins();
  private final Map<EntityKind, TreeMap<Entity, EntityState>> states = new TreeMap<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private List<Integer> resting = List.of();
  private int joinsSeen;

  /** What a series means: the signals it feeds, and the entity it is bound to, once known. */
  private static final class Binding {
    final Labels series;
    final List<Signal> signals;
    final boolean info;
    final List<EntityState> bound = new ArrayList<>(1);
    boolean evicted;

    Binding(Labels series, List<Signal> signals) {
      this.series = series;
      this.signals = signals;
      this.info = Joins.isInfo(series);
    }

    boolean waits() {
      return bound.isEmpty();
    }
  }

  public SignalTable(SignalCatalog catalog) {
    this.catalog = catalog;
    catalog.kinds().forEach(kind -> states.put(kind, new TreeMap<>()));
  }

  /** Whether {@link #resolve} would have to make room for a series that is not kept yet. */
  public boolean wouldAdd(Labels series) {
    return !refs.containsKey(series) && (!catalog.fedBy(series).isEmpty() || Joins.isInfo(series));
  }

  /** The ref of a series, the same for the same labels, or {@link #DROPPED}. */
  public int resolve(Labels series) {
    Integer known = refs.get(series);
    if (known != null) {
      return known;
    }
    List<Signal> feeds = catalog.fedBy(series);
    if (feeds.isEmpty() && !Joins.isInfo(series)) {
      return DROPPED;
    }
    var binding = new Binding(series, feeds);
    int ref = free.isEmpty() ? store.add() : free.pop();
    if (ref == bindings.size()) {
      bindings.add(binding);
    } else {
      bindings.set(ref, binding);
    }
    refs.put(series, ref);
    return ref;
  }

  public Append append(int ref, long timestampMillis, double value) {
    if (bindings.get(ref).evicted) {
      return Append.TOO_OLD;
    }
    touched.set(ref);
    return store.append(ref, timestampMillis, value);
  }

  /** Series that are kept. */
  public int series() {
    return refs.size();
  }

  /**
   * Lets go of series without a sample in the last two hours. Their refs serve other series from
   * the call after the next one on, so that a batch which was resolved before this call and is
   * appended after it finds nobody rather than somebody else.
   *
   * @return the refs that are no longer valid; whoever remembers them must forget them
   */
  public List<Integer> evict(long atMillis) {
    free.addAll(resting);
    var evicted = new ArrayList<Integer>();
    refs.values().removeIf(ref -> idle(ref, atMillis) && evicted.add(ref));
    evicted.forEach(this::release);
    resting = List.copyOf(evicted);
    return resting;
  }

  /** A series that has no sample yet was resolved a moment ago: its first one is on the way. */
  private boolean idle(int ref, long atMillis) {
    long newest = store.newestMillis(ref, Long.MAX_VALUE);
    return newest != Long.MIN_VALUE && newest < atMillis - SERIES_IDLE_MILLIS;
  }

  private void release(int ref) {
    Binding binding = bindings.get(ref);
    binding.bound.forEach(state -> state.unbind(ref));
    binding.bound.clear();
    binding.evicted = true;
    touched.clear(ref);
    store.clear(ref);
  }

  /** Reads every signal as of a moment. Moments must not go back. */
  public void advance(long atMillis) {
    bindTouched();
    for (var ofKind : states.values()) {
      ofKind.values().forEach(state -> state.advance(atMillis));
      ofKind.values().removeIf(state -> forget(state, atMillis));
    }
    states.getOrDefault(EntityKind.POD, new TreeMap<>()).values().forEach(this::relate);
  }

  /** Entities with a value at the last evaluation, in entity order. */
  public List<EntityState> alive(EntityKind kind, long atMillis) {
    return states.getOrDefault(kind, new TreeMap<>()).values().stream()
        .filter(state -> state.alive(atMillis))
        .toList();
  }

  private void bindTouched() {
    for (int ref = touched.nextSetBit(0); ref >= 0; ref = touched.nextSetBit(ref + 1)) {
      Binding binding = bindings.get(ref);
      if (binding.info) {
        joins.learn(binding.series);
      }
    }
    boolean moved = joins.version() != joinsSeen;
    joinsSeen = joins.version();
    if (moved) {
      touched.set(0, bindings.size());
    }
    for (int ref = touched.nextSetBit(0); ref >= 0; ref = touched.nextSetBit(ref + 1)) {
      if (moved || bindings.get(ref).waits()) {
        bind(ref, bindings.get(ref));
      }
    }
    touched.clear();
  }

  private void bind(int ref, Binding binding) {
    if (binding.signals.isEmpty() || binding.evicted) {
      return;
    }
    Labels completed = joins.complete(binding.series);
    var wanted = new ArrayList<EntityState>(1);
    for (Signal signal : binding.signals) {
      EntityState state = state(signal.kind(), completed);
      if (state != null) {
        wanted.add(state);
      }
    }
    if (wanted.equals(binding.bound)) {
      return;
    }
    binding.bound.forEach(state -> state.unbind(ref));
    binding.bound.clear();
    for (Signal signal : binding.signals) {
      EntityState state = state(signal.kind(), completed);
      if (state != null) {
        state.bind(signal, ref, binding.series, store);
        binding.bound.add(state);
      }
    }
  }

  private @Nullable EntityState state(EntityKind kind, Labels completed) {
    Entity entity = entity(kind, completed);
    return entity == null
        ? null
        : states
            .computeIfAbsent(kind, k -> new TreeMap<>())
            .computeIfAbsent(entity, e -> new EntityState(e, catalog.names(kind).size()));
  }

  private boolean forget(EntityState state, long atMillis) {
    if (!state.idleSince(atMillis - IDLE_MILLIS)) {
      return false;
    }
    state.refs().forEach(ref -> bindings.get(ref).bound.remove(state));
    return true;
  }

  private void relate(EntityState pod) {
    Labels known = joins.complete(pod.entity().identity());
    pod.belongsTo(find(EntityKind.NODE, known), entity(EntityKind.WORKLOAD, known));
  }

  private @Nullable EntityState find(EntityKind kind, Labels labels) {
    Entity entity = entity(kind, labels);
    return entity == null ? null : states.getOrDefault(kind, new TreeMap<>()).get(entity);
  }

  private static @Nullable Entity entity(EntityKind kind, Labels labels) {
    if (!kind.identity().stream().allMatch(labels::has)) {
      return null;
    }
    var names = new ArrayList<>(kind.identity());
    names.add("cluster");
    return new Entity(kind, labels.keep(names));
  }
}
