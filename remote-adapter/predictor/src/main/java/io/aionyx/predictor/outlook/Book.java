package io.aionyx.predictor.outlook;

import io.aionyx.core.Pipeline;
import io.aionyx.core.forecast.LiveForecast;
import io.aionyx.core.forecast.Outlook;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.config.Config.Forecasts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every forecast, fed with the signals of each evaluation and renewed every five minutes in time of
 * the data.
 *
 * <p>There are as many as allowed: signals in the order in which they are configured, entities in
 * theirs. One that has a place keeps it until it has been silent for a day, or until it is silent
 * and another needs the place. Fed by one thread at a time; {@link #board} may be asked by any.
 */
public final class Book implements AutoCloseable {
  private static final long SILENT_MILLIS = Duration.ofMinutes(15).toMillis();
  private static final int PROSPECTS = 3;
  private static final long FORGOTTEN_MILLIS = Duration.ofDays(1).toMillis();

  private final List<Watch> watches;
  private final Forecasts config;
  private final String cluster;
  private final Map<Watch, TreeMap<Entity, Tracked>> tracked = new LinkedHashMap<>();
  private final Fits fits = new Fits();
  private final Written written;
  private int count;
  private int turnedAway;
  private long slotMillis = Long.MIN_VALUE;
  private long observedMillis = Long.MIN_VALUE;
  private volatile Board board = Board.EMPTY;
  private Map<Labels, Double> toWrite = Map.of();

  /**
   * @param watches what to forecast, see {@link Watch}
   */
  Book(List<Watch> watches, Forecasts config, String cluster) {
    this.watches = watches;
    this.config = config;
    this.cluster = cluster;
    this.written = new Written(config.maxWrittenSeries());
    watches.forEach(watch -> tracked.put(watch, new TreeMap<>()));
  }

  /**
   * @throws io.aionyx.predictor.config.ConfigException where a signal is not in the catalogue
   */
  public static Book of(
      Forecasts config, String cluster, io.aionyx.core.signals.SignalCatalog catalog) {
    return new Book(Watch.all(config.signals(), catalog), config, cluster);
  }

  /** Forgets everything, to begin with an older past. */
  public void clear() {
    tracked.values().forEach(Map::clear);
    fits.forget();
    count = 0;
    slotMillis = Long.MIN_VALUE;
    observedMillis = Long.MIN_VALUE;
  }

  /**
   * Takes the signals as of a boundary; whether forecasts were renewed. A boundary that is not
   * after the last one has been taken already.
   */
  public boolean observe(long atMillis, Pipeline pipeline) {
    if (atMillis <= observedMillis) {
      return false;
    }
    observedMillis = atMillis;
    long slot = -Math.floorDiv(-atMillis, LiveForecast.STEP_MILLIS) * LiveForecast.STEP_MILLIS;
    boolean renewed = slotMillis != Long.MIN_VALUE && slot > slotMillis && close(pipeline);
    slotMillis = slot;
    turnedAway = 0;
    for (Watch watch : watches) {
      pipeline.read(
          watch.kind(), watch.index(), (entity, value) -> add(watch, entity, atMillis, value));
    }
    return renewed;
  }

  private void add(Watch watch, Entity entity, long atMillis, float value) {
    var ofWatch = tracked.computeIfAbsent(watch, _ -> new TreeMap<>());
    Tracked known = ofWatch.get(entity);
    if (known == null) {
      if (count >= config.maxSeries() && !makeRoom(atMillis)) {
        turnedAway++;
        return;
      }
      known = tracked(entity, watch);
      ofWatch.put(entity, known);
      count++;
    }
    known.add(atMillis, value);
  }

  private Tracked tracked(Entity entity, Watch watch) {
    return new Tracked(
        entity, watch, cluster, config.externalLabels(), config.calendarOf(watch.name()));
  }

  private boolean makeRoom(long atMillis) {
    return forgetSilentSince(atMillis - SILENT_MILLIS);
  }

  private boolean forgetSilentSince(long millis) {
    int before = count;
    tracked.values().forEach(of -> of.values().removeIf(each -> each.seenMillis < millis));
    count = tracked.values().stream().mapToInt(Map::size).sum();
    return count < before;
  }

  private boolean close(Pipeline pipeline) {
    fits.takeUp(slotMillis);
    List<Tracked> fresh = new ArrayList<>(count);
    for (Tracked each : all()) {
      boolean came = each.close(slotMillis);
      if (each.live.due()) {
        fits.ask(slotMillis, each);
      }
      if (came || fresh(each)) {
        fresh.add(each);
      }
    }
    forgetSilentSince(slotMillis - FORGOTTEN_MILLIS);
    show(slotMillis, fresh);
    toWrite = written.series(fresh, pipeline);
    return true;
  }

  private boolean fresh(Tracked each) {
    return each.seenMillis >= slotMillis - SILENT_MILLIS;
  }

  private void show(long atMillis, List<Tracked> fresh) {
    board = new Board(atMillis, lines(fresh), prospects(fresh));
  }

  private Collection<Tracked> all() {
    return tracked.values().stream().flatMap(of -> of.values().stream()).toList();
  }

  private static List<Line> lines(List<Tracked> fresh) {
    var lines = new ArrayList<Line>(3 * fresh.size());
    for (Tracked each : fresh) {
      Outlook outlook = each.live.outlook();
      for (int i = 0; outlook != null && i < each.served.length; i++) {
        lines.add(new Line(each.served[i], each.live, outlook));
      }
    }
    lines.sort(Comparator.comparing(Line::labels));
    return List.copyOf(lines);
  }

  /** Those that run out first. */
  private static List<Prospect> prospects(List<Tracked> fresh) {
    var found = new ArrayList<Prospect>();
    for (Tracked each : fresh) {
      Outlook outlook = each.live.outlook();
      String resource = each.watch.resource().orElse("");
      if (outlook != null && !resource.isEmpty()) {
        outlook
            .reaches(1, 50)
            .ifPresent(when -> found.add(Prospect.of(each, resource, outlook, when)));
      }
    }
    found.sort(Comparator.comparingLong(Prospect::exhaustedMillis));
    return List.copyOf(found.subList(0, Math.min(PROSPECTS, found.size())));
  }

  /** What can be asked now. */
  public Board board() {
    return board;
  }

  /** What is written at the present timestamp, with its value; the same until the next renewal. */
  public Map<Labels, Double> written() {
    return toWrite;
  }

  /** Series of written forecasts that were left out for the limit. */
  public int withheld() {
    return written.withheld();
  }

  /** Signals of entities that are forecast. */
  public int size() {
    return count;
  }

  /** Signals of entities that found no place at the last evaluation. */
  public int turnedAway() {
    return turnedAway;
  }

  /** Writes everything that later forecasts depend on; not while {@link #observe} runs. */
  public void write(StateWriter state) {
    state.number(slotMillis);
    state.number(observedMillis);
    state.number(board.atMillis());
    state.integer(count);
    for (Tracked each : all()) {
      state.text(each.watch.name());
      state.integer(each.entity.identity().size());
      each.entity
          .identity()
          .toMap()
          .forEach(
              (name, value) -> {
                state.text(name);
                state.text(value);
              });
      each.write(state);
    }
  }

  /**
   * Goes on where a written one was. What is no longer to be forecast is left out.
   *
   * @throws IllegalArgumentException if that is not possible; nothing is known then
   */
  public void read(StateReader state) {
    clear();
    try {
      slotMillis = state.number();
      observedMillis = state.number();
      long shownMillis = state.number();
      for (int left = state.count(); left > 0; left--) {
        readOne(state);
      }
      if (shownMillis > 0) {
        show(shownMillis, all().stream().filter(this::fresh).toList());
      }
    } catch (IllegalArgumentException e) {
      clear();
      throw e;
    }
  }

  private void readOne(StateReader state) {
    String name = state.text();
    var identity = new TreeMap<String, String>();
    for (int left = state.count(); left > 0; left--) {
      identity.put(state.text(), state.text());
    }
    var watch = watches.stream().filter(each -> each.name().equals(name)).findFirst();
    if (watch.isEmpty()) {
      Tracked.skip(state);
      return;
    }
    Tracked read = tracked(new Entity(watch.get().kind(), Labels.of(identity)), watch.get());
    read.read(state);
    tracked.computeIfAbsent(watch.get(), _ -> new TreeMap<>()).put(read.entity, read);
    count++;
  }

  @Override
  public void close() {
    fits.close();
  }
}
