package io.aionyx.core.signals;

import io.aionyx.core.series.Append;
import io.aionyx.core.series.Labels;
import io.aionyx.core.series.SeriesStore;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Apart from the bindings: it is asked for each sample, and a bit is near. */
  private final BitSet evicted = new BitSet();

  private final Joins joins = new Joins();
  private final Map<EntityKind, TreeMap<Entity, EntityState>> states = new TreeMap<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private List<Integer> resting = List.of();
  private int joinsSeen;

  /** Counts entities that came and went; with what joins know it decides who belongs to whom. */
  private int moves;

  private long related = -1;

  /** What a series means: the signals it feeds, and the entity it is bound to, once known. */
  private static final class Binding {
    final Labels series;
    final List<Signal> signals;
    final boolean info;
    List<EntityState> bound = List.of();
    boolean learned;

    Binding(Labels series, List<Signal> signals) {
      this.series = series;
      this.signals = signals;
      this.info = Joins.isInfo(series);
    }

    boolean waits() {
      return bound.isEmpty();
    }

    void lose(EntityState state) {
      bound = bound.stream().filter(each -> each != state).toList();
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
      evicted.clear(ref);
    }
    refs.put(series, ref);
    return ref;
  }

  public Append append(int ref, long timestampMillis, double value) {
    if (evicted.get(ref)) {
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
    var givenUp = new ArrayList<Integer>();
    for (int ref = 0; ref < bindings.size(); ref++) {
      if (!evicted.get(ref) && idle(ref, atMillis)) {
        givenUp.add(ref);
        release(ref);
      }
    }
    resting = List.copyOf(givenUp);
    return resting;
  }

  /** A series that has no sample yet was resolved a moment ago: its first one is on the way. */
  private boolean idle(int ref, long atMillis) {
    long newest = store.newestMillis(ref, Long.MAX_VALUE);
    return newest != Long.MIN_VALUE && newest < atMillis - SERIES_IDLE_MILLIS;
  }

  private void release(int ref) {
    Binding binding = bindings.get(ref);
    refs.remove(binding.series);
    if (binding.learned) {
      joins.forget(binding.series);
    }
    binding.bound.forEach(state -> state.unbind(ref));
    binding.bound = List.of();
    evicted.set(ref);
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
    relatePods();
  }

  /** Only when something moved: in a calm cluster it would be most of an evaluation. */
  private void relatePods() {
    long relations = (long) joins.statements() << 32 | moves;
    if (relations != related) {
      related = relations;
      states.getOrDefault(EntityKind.POD, new TreeMap<>()).values().forEach(this::relate);
    }
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
      // Once: an evicted pod's object stays behind beside the one that took its claim, and each
      // scrape of both would move the claim to and fro and bind every series anew.
      if (binding.info && !binding.learned) {
        joins.learn(binding.series);
        binding.learned = true;
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
    if (binding.signals.isEmpty() || evicted.get(ref)) {
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
    binding.bound = List.copyOf(wanted);
    for (Signal signal : binding.signals) {
      EntityState state = state(signal.kind(), completed);
      if (state != null) {
        state.bind(signal, ref, binding.series, store);
      }
    }
  }

  private @Nullable EntityState state(EntityKind kind, Labels completed) {
    Entity entity = entity(kind, completed);
    return entity == null
        ? null
        : states.computeIfAbsent(kind, k -> new TreeMap<>()).computeIfAbsent(entity, this::begin);
  }

  private EntityState begin(Entity entity) {
    moves++;
    return new EntityState(entity, catalog.names(entity.kind()).size());
  }

  private boolean forget(EntityState state, long atMillis) {
    if (!state.idleSince(atMillis - IDLE_MILLIS)) {
      return false;
    }
    moves++;
    state.refs().forEach(ref -> bindings.get(ref).lose(state));
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

  /** Writes everything that later evaluations depend on. */
  public void write(StateWriter state) {
    state.text(catalog.source());
    store.write(state);
    for (int ref = 0; ref < bindings.size(); ref++) {
      state.flag(evicted.get(ref));
      state.flag(bindings.get(ref).learned);
      bindings.get(ref).series.write(state);
    }
    writeRefs(state, free);
    writeRefs(state, resting);
    writeRefs(state, touched.stream().boxed().toList());
    joins.write(state);
    state.integer(joinsSeen);
    states.values().forEach(ofKind -> write(state, ofKind));
  }

  private static void writeRefs(StateWriter state, Collection<Integer> refs) {
    state.integer(refs.size());
    refs.forEach(state::integer);
  }

  private static void write(StateWriter state, TreeMap<Entity, EntityState> ofKind) {
    state.integer(ofKind.size());
    ofKind.forEach(
        (entity, signals) -> {
          entity.identity().write(state);
          signals.write(state);
        });
  }

  /**
   * Reads into a new table what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it was written under another catalogue, or makes no sense;
   *     the table is then of no use
   */
  public void read(StateReader state) {
    if (!state.text().equals(catalog.source())) {
      throw new IllegalArgumentException("it was made under another signals.yaml");
    }
    store.read(state);
    for (int ref = 0; ref < store.size(); ref++) {
      readBinding(state, ref);
    }
    free.addAll(readRefs(state));
    resting = readRefs(state);
    readRefs(state).forEach(touched::set);
    joins.read(state);
    joinsSeen = state.integer();
    var bound = new EntityState[bindings.size()][];
    states.forEach((kind, ofKind) -> read(state, kind, ofKind, bound));
    for (int ref = 0; ref < bound.length; ref++) {
      if (bound[ref] != null) {
        bindings.get(ref).bound = Arrays.stream(bound[ref]).filter(Objects::nonNull).toList();
      }
    }
    relatePods();
  }

  private void readBinding(StateReader state, int ref) {
    boolean gone = state.flag();
    boolean learned = state.flag();
    Labels series = Labels.read(state);
    var binding = new Binding(series, catalog.fedBy(series));
    binding.learned = learned;
    bindings.add(binding);
    evicted.set(ref, gone);
    if (!gone) {
      refs.put(series, ref);
    }
  }

  private static List<Integer> readRefs(StateReader state) {
    var read = new ArrayList<Integer>();
    int size = state.count();
    for (int i = 0; i < size; i++) {
      read.add(state.integer());
    }
    return List.copyOf(read);
  }

  /**
   * @param bound for each ref the entities it is bound to, in the order of the signals it feeds
   */
  private void read(
      StateReader state,
      EntityKind kind,
      TreeMap<Entity, EntityState> ofKind,
      EntityState[][] bound) {
    List<Signal> signals = catalog.signals(kind);
    int entities = state.count();
    for (int i = 0; i < entities; i++) {
      var entity = new Entity(kind, Labels.read(state));
      var signalsOf = new EntityState(entity, signals.size());
      signalsOf.read(state, signals, store, ref -> bindings.get(ref).series);
      ofKind.put(entity, signalsOf);
      for (Signal signal : signals) {
        for (int ref : signalsOf.refs(signal)) {
          List<Signal> fed = bindings.get(ref).signals;
          bound[ref] = bound[ref] == null ? new EntityState[fed.size()] : bound[ref];
          bound[ref][fed.indexOf(signal)] = signalsOf;
        }
      }
    }
  }
}
