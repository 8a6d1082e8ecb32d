package io.aionyx.trainer.backtest;

import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one contestant did on one history, or on several added up. */
final class Tally {
  /** Failures of one mode: all, those reachable at the lead, and those announced in time. */
  static final class Mode {
    int all;
    int reachable;
    int hit;

    void add(Mode other) {
      all += other.all;
      reachable += other.reachable;
      hit += other.hit;
    }
  }

  int goodAlarms;
  int falseAlarms;
  double nodeDays;
  final Map<String, Mode> modes = new TreeMap<>();
  final Map<String, Integer> falseByConfounder = new TreeMap<>();
  final Map<String, Integer> confounders = new TreeMap<>();
  final Map<String, List<Double>> leadMinutes = new TreeMap<>();
  final List<Case> worst = new ArrayList<>();

  /**
   * A missed failure or a false alarm, for the report.
   *
   * @param peak score of a false alarm when it opened, or the best score before a missed failure
   */
  record Case(
      long seed,
      Entity subject,
      String what,
      boolean missed,
      long atMillis,
      float peak,
      Track track) {
    String entity() {
      return subject.toString();
    }

    EntityKind kind() {
      return subject.kind();
    }
  }

  Mode mode(String name) {
    return modes.computeIfAbsent(name, m -> new Mode());
  }

  void add(Tally other) {
    goodAlarms += other.goodAlarms;
    falseAlarms += other.falseAlarms;
    nodeDays += other.nodeDays;
    other.modes.forEach((name, mode) -> mode(name).add(mode));
    other.falseByConfounder.forEach((type, n) -> falseByConfounder.merge(type, n, Integer::sum));
    other.confounders.forEach((type, n) -> confounders.merge(type, n, Integer::sum));
    other.leadMinutes.forEach(
        (mode, leads) -> leadMinutes.computeIfAbsent(mode, m -> new ArrayList<>()).addAll(leads));
    worst.addAll(other.worst);
  }

  int all() {
    return modes.values().stream().mapToInt(mode -> mode.all).sum();
  }

  int reachable() {
    return modes.values().stream().mapToInt(mode -> mode.reachable).sum();
  }

  int hit() {
    return modes.values().stream().mapToInt(mode -> mode.hit).sum();
  }

  double precision() {
    return share(goodAlarms, goodAlarms + falseAlarms);
  }

  /** Announced in time, of those that could be. */
  double recall() {
    return share(hit(), reachable());
  }

  double recallOfAll() {
    return share(hit(), all());
  }

  double f1() {
    double sum = precision() + recall();
    return sum > 0 ? 2 * precision() * recall() / sum : 0;
  }

  double falseAlarmsPerNodeMonth() {
    return perNodeMonth(falseAlarms);
  }

  double perNodeMonth(int count) {
    return nodeDays == 0 ? 0 : count * 30.0 / nodeDays;
  }

  /** Quantile of the leads of some modes; NaN where none was announced. */
  double leadQuantile(double quantile) {
    double[] leads =
        leadMinutes.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return leads.length == 0 ? Double.NaN : leads[(int) (quantile * (leads.length - 1))];
  }

  static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
