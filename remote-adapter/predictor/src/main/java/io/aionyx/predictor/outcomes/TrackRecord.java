package io.aionyx.predictor.outcomes;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Outcomes of the last thirty days by model and failure mode. Not thread-safe. */
final class TrackRecord {
  static final Duration WINDOW = Duration.ofDays(30);
  private static final double CONFIDENCE = 0.95;
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Whose record. */
  record Line(String model, String failureMode) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int byModel = model.compareTo(other.model);
      return byModel != 0 ? byModel : failureMode.compareTo(other.failureMode);
    }
  }

  private record Counted(Line line, Outcome outcome, long atMillis) {}

  private final Deque<Counted> counted = new ArrayDeque<>();
  private final Map<Line, EnumMap<Outcome, Integer>> counts = new TreeMap<>();
  private final Map<Line, Long> since = new HashMap<>();

  /** Says that a line is scoring, so that it has a record even while nothing happens. */
  void begin(Line line, long atMillis) {
    since.merge(line, atMillis, Math::min);
    counts.computeIfAbsent(line, l -> new EnumMap<>(Outcome.class));
  }

  void add(Resolution resolution, long atMillis) {
    var line = new Line(resolution.model(), resolution.failureMode());
    begin(line, atMillis);
    counted.add(new Counted(line, resolution.outcome(), atMillis));
    count(line, resolution.outcome(), 1);
  }

  private void count(Line line, Outcome outcome, int more) {
    counts
        .computeIfAbsent(line, l -> new EnumMap<>(Outcome.class))
        .merge(outcome, more, Integer::sum);
  }

  /** Lets go of what is older than the window. */
  void advance(long atMillis) {
    while (!counted.isEmpty() && counted.getFirst().atMillis() <= atMillis - WINDOW.toMillis()) {
      var old = counted.removeFirst();
      count(old.line(), old.outcome(), -1);
    }
  }

  void write(StateWriter state) {
    OutcomeState.writeAll(
        state,
        counted,
        (to, each) -> {
          OutcomeState.write(to, each.line());
          OutcomeState.write(to, each.outcome());
          to.number(each.atMillis());
        });
    OutcomeState.writeAll(
        state,
        counts.keySet(),
        (to, line) -> {
          OutcomeState.write(to, line);
          to.number(since.getOrDefault(line, Long.MAX_VALUE));
        });
  }

  static TrackRecord read(StateReader state) {
    var record = new TrackRecord();
    record.counted.addAll(
        OutcomeState.readAll(
            state,
            from ->
                new Counted(
                    OutcomeState.readLine(from), OutcomeState.readOutcome(from), from.number())));
    record.counted.forEach(each -> record.count(each.line(), each.outcome(), 1));
    int lines = state.count();
    for (int i = 0; i < lines; i++) {
      record.begin(OutcomeState.readLine(state), state.number());
    }
    return record;
  }

  /** See {@link Quality}. */
  record Figures(double precision, double lowerBound, double recall, double falseAlarmsPerDay) {}

  Map<Line, Figures> figures(long atMillis) {
    var figures = new TreeMap<Line, Figures>();
    counts.forEach((line, own) -> figures.put(line, figures(line, own, atMillis)));
    return figures;
  }

  private Figures figures(Line line, Map<Outcome, Integer> own, long atMillis) {
    int right = own.getOrDefault(Outcome.TRUE_POSITIVE, 0);
    int wrong = own.getOrDefault(Outcome.FALSE_POSITIVE, 0);
    int missed = own.getOrDefault(Outcome.MISSED, 0);
    double days =
        Math.min(WINDOW.toMillis(), atMillis - since.getOrDefault(line, atMillis)) / DAY_MILLIS;
    return new Figures(
        share(right, right + wrong),
        right + wrong == 0
            ? Double.NaN
            : Binomial.lowerBound(right, (long) right + wrong, CONFIDENCE),
        share(right, right + missed),
        wrong / Math.max(1, days));
  }

  private static double share(int part, int whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
