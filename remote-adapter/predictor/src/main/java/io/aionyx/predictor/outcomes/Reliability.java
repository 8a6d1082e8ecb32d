package io.aionyx.predictor.outcomes;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.history.Sighting;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.outcomes.TrackRecord.Line;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether probabilities mean what they say: now and then everything that was said is put aside
 * until its horizon has passed, then held against what came.
 *
 * <p>What was said of an entity that went away, was drained or was acted upon proves nothing and is
 * left out, as is what was said within half an hour after a failure. Not thread-safe.
 */
final class Reliability {
  private static final long LEAST_EVERY_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final int LOOKS_PER_HORIZON = 12;
  private static final long RECOVERY_MILLIS = Duration.ofMinutes(30).toMillis();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final int DAYS = (int) TrackRecord.WINDOW.toDays();
  private static final int BINS = 10;

  private record Said(Entity entity, float probability) {}

  private record Look(long atMillis, Horizon horizon, List<Said> said) {
    long dueMillis() {
      return atMillis + horizon.duration().toMillis() + Episodes.GRACE_MILLIS;
    }
  }

  /** One day's sums in bins of equal width. */
  private static final class Day {
    private final long number;
    private final double[] rows = new double[BINS];
    private final double[] said = new double[BINS];
    private final double[] came = new double[BINS];
    private double squares;

    Day(long number) {
      this.number = number;
    }

    void add(double probability, boolean failed) {
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      double truth = failed ? 1 : 0;
      rows[bin]++;
      said[bin] += probability;
      came[bin] += truth;
      squares += (probability - truth) * (probability - truth);
    }

    void write(StateWriter state) {
      state.number(number);
      for (int bin = 0; bin < BINS; bin++) {
        state.real(rows[bin]);
        state.real(said[bin]);
        state.real(came[bin]);
      }
      state.real(squares);
    }

    static Day read(StateReader state) {
      var day = new Day(state.number());
      for (int bin = 0; bin < BINS; bin++) {
        day.rows[bin] = state.real();
        day.said[bin] = state.real();
        day.came[bin] = state.real();
      }
      day.squares = state.real();
      return day;
    }

    void add(Day other) {
      for (int bin = 0; bin < BINS; bin++) {
        rows[bin] += other.rows[bin];
        said[bin] += other.said[bin];
        came[bin] += other.came[bin];
      }
      squares += other.squares;
    }
  }

  private final Map<Line, Deque<Look>> waiting = new TreeMap<>();
  private final Map<Line, Deque<Day>> days = new TreeMap<>();
  private final Map<Entity, List<Long>> failures = new HashMap<>();
  private final Map<Entity, List<Long>> disturbances = new HashMap<>();

  void observe(Evaluation evaluation, List<Sighting> sightings) {
    sightings.forEach(this::remember);
    settle(evaluation);
    put(evaluation);
  }

  private void remember(Sighting sighting) {
    var into = sighting instanceof Sighting.Failed ? failures : disturbances;
    into.computeIfAbsent(sighting.entity(), e -> new ArrayList<>()).add(sighting.atMillis());
  }

  private void put(Evaluation evaluation) {
    var looks = new TreeMap<Line, Look>();
    for (Prediction prediction : evaluation.predictions()) {
      var line = new Line(prediction.model(), prediction.failureMode());
      if (looks.containsKey(line) || due(line, prediction.horizon(), evaluation.atMillis())) {
        looks
            .computeIfAbsent(
                line, l -> new Look(evaluation.atMillis(), prediction.horizon(), new ArrayList<>()))
            .said()
            .add(new Said(prediction.entity(), (float) prediction.probability()));
      }
    }
    looks.forEach((line, look) -> waiting.computeIfAbsent(line, l -> new ArrayDeque<>()).add(look));
  }

  private boolean due(Line line, Horizon horizon, long atMillis) {
    var own = waiting.get(line);
    long every = Math.max(LEAST_EVERY_MILLIS, horizon.duration().toMillis() / LOOKS_PER_HORIZON);
    return own == null || own.isEmpty() || atMillis - own.getLast().atMillis() >= every;
  }

  private void settle(Evaluation evaluation) {
    long now = evaluation.atMillis();
    Set<Entity> present = Set.of();
    for (var own : waiting.entrySet()) {
      while (!own.getValue().isEmpty() && own.getValue().getFirst().dueMillis() <= now) {
        present = present.isEmpty() ? entities(evaluation) : present;
        settle(own.getKey(), own.getValue().removeFirst(), present);
      }
    }
    long oldest = now - Horizon.H48.duration().toMillis() - DAY_MILLIS;
    forget(failures, oldest);
    forget(disturbances, oldest);
    days.values().forEach(own -> own.removeIf(day -> day.number <= now / DAY_MILLIS - DAYS));
  }

  private static void forget(Map<Entity, List<Long>> moments, long beforeMillis) {
    moments.values().forEach(own -> own.removeIf(at -> at < beforeMillis));
    moments.values().removeIf(List::isEmpty);
  }

  private static Set<Entity> entities(Evaluation evaluation) {
    var present = new HashSet<Entity>();
    evaluation.predictions().forEach(prediction -> present.add(prediction.entity()));
    return present;
  }

  private void settle(Line line, Look look, Set<Entity> present) {
    long from = look.atMillis();
    long to = from + look.horizon().duration().toMillis();
    for (Said said : look.said()) {
      boolean failed = any(failures, said.entity(), from + 1, to);
      boolean known =
          !any(failures, said.entity(), from - RECOVERY_MILLIS, from)
              && !any(disturbances, said.entity(), from - RECOVERY_MILLIS, to)
              && (failed || present.contains(said.entity()));
      if (known) {
        day(line, to).add(said.probability(), failed);
      }
    }
  }

  private static boolean any(
      Map<Entity, List<Long>> moments, Entity entity, long fromMillis, long toMillis) {
    return moments.getOrDefault(entity, List.of()).stream()
        .anyMatch(at -> at >= fromMillis && at <= toMillis);
  }

  private Day day(Line line, long atMillis) {
    var own = days.computeIfAbsent(line, l -> new ArrayDeque<>());
    long number = atMillis / DAY_MILLIS;
    if (own.isEmpty() || own.getLast().number < number) {
      own.add(new Day(number));
    }
    return own.getLast();
  }

  /** The sums only: what waits for its horizon is asked anew. */
  void write(StateWriter state) {
    OutcomeState.writeAll(
        state,
        days.entrySet(),
        (to, each) -> {
          OutcomeState.write(to, each.getKey());
          OutcomeState.writeAll(to, each.getValue(), (into, day) -> day.write(into));
        });
  }

  static Reliability read(StateReader state) {
    var reliability = new Reliability();
    int lines = state.count();
    for (int i = 0; i < lines; i++) {
      var line = OutcomeState.readLine(state);
      reliability.days.put(line, new ArrayDeque<>(OutcomeState.readAll(state, Day::read)));
    }
    return reliability;
  }

  /** See {@link Quality}. */
  record Figures(double brier, double calibrationError) {
    static final Figures UNKNOWN = new Figures(Double.NaN, Double.NaN);
  }

  Map<Line, Figures> figures() {
    var figures = new TreeMap<Line, Figures>();
    days.forEach(
        (line, own) -> {
          var all = new Day(0);
          own.forEach(all::add);
          figures.put(line, figures(all));
        });
    return figures;
  }

  private static Figures figures(Day all) {
    double total = 0;
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      total += all.rows[bin];
      error += Math.abs(all.said[bin] - all.came[bin]);
    }
    return total == 0 ? Figures.UNKNOWN : new Figures(all.squares / total, error / total);
  }
}
