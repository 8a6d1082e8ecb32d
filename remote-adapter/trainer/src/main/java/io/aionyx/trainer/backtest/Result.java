package io.aionyx.trainer.backtest;

import io.aionyx.core.signals.EntityKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What a backtest found, line by line, world by world. */
public record Result(List<Line> lines, List<Long> seeds) {
  /** One contestant on one world. */
  record World(Tally tally, Rows rows) {}

  /** One contestant on all worlds. */
  public record Line(Contestant contestant, List<World> worlds) {
    public Line {
      worlds = List.copyOf(worlds);
    }

    Tally total() {
      var total = new Tally();
      worlds.forEach(world -> total.add(world.tally()));
      return total;
    }

    Rows rows() {
      var rows = new Rows();
      worlds.forEach(world -> rows.add(world.rows()));
      return rows;
    }

    Interval interval(Interval.Figure figure) {
      return Interval.of(worlds.stream().map(World::tally).toList(), figure);
    }

    Interval rowInterval(ToDoubleFunction<Rows> figure) {
      return Interval.ofRows(worlds.stream().map(World::rows).toList(), figure);
    }
  }

  public Result {
    lines = List.copyOf(lines);
    seeds = List.copyOf(seeds);
  }

  public Optional<Line> line(String contestant) {
    return lines.stream().filter(line -> line.contestant().name().equals(contestant)).findFirst();
  }

  /** The figures of a contestant for a card; a note instead where nothing was validated. */
  public Map<String, Object> facts(String contestant, EntityKind kind) {
    if (seeds.isEmpty()) {
      return Map.of("note", "not validated: the plan named no validation seeds");
    }
    var facts = new LinkedHashMap<String, Object>();
    var line = line(contestant).orElseThrow();
    var total = line.total();
    var rows = line.rows();
    facts.put("note", "all kinds of this horizon together, on validation seeds only");
    facts.put("failures", total.all());
    facts.put("failures_reachable", total.reachable());
    facts.put("event_precision", line.interval(Tally::precision).rounded());
    facts.put("event_recall_reachable", line.interval(Tally::recall).rounded());
    facts.put("event_recall_all", line.interval(Tally::recallOfAll).rounded());
    facts.put("event_f1", line.interval(Tally::f1).rounded());
    facts.put(
        "false_alarms_per_node_month", line.interval(Tally::falseAlarmsPerNodeMonth).rounded());
    facts.put("median_lead_minutes", round(total.leadQuantile(0.5)));
    facts.put("pr_auc", line.rowInterval(Rows::prAuc).rounded());
    facts.put("base_rate", round(rows.baseRate()));
    facts.put("brier", line.rowInterval(Rows::brier).rounded());
    facts.put("calibration_error", line.rowInterval(Rows::calibrationError).rounded());
    facts.put("worlds", seeds.size());
    facts.put("threshold_of_kind", contestantThreshold(line, kind));
    return facts;
  }

  private static Object contestantThreshold(Line line, EntityKind kind) {
    return round(line.contestant().threshold(kind));
  }

  static double round(double value) {
    return Double.isFinite(value) ? Math.round(value * 10_000) / 10_000.0 : -1;
  }
}
