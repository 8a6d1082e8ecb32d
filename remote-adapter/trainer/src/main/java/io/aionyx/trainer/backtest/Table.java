package io.aionyx.trainer.backtest;

import io.aionyx.core.model.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The findings as a terminal shows them. */
public final class Table {
  private static final String ROW = "%-18s %-18s %-18s %-6s %-6s %-18s %-14s%n";

  private final Result result;
  private final StringBuilder text = new StringBuilder();

  private Table(Result result) {
    this.result = result;
  }

  public static String of(Result result) {
    return new Table(result).render();
  }

  private String render() {
    if (result.lines().isEmpty() || result.seeds().isEmpty()) {
      return "nothing was judged\n";
    }
    head();
    result.lines().forEach(this::line);
    probabilities();
    modes();
    confounders();
    return text.toString();
  }

  private void head() {
    var any = result.lines().get(0).total();
    add(
        "%d worlds, %.0f node-days, %d failures, %d of them reachable 30 minutes ahead%n%n",
        result.seeds().size(), any.nodeDays, any.all(), reachable());
    add(
        ROW,
        "",
        "precision",
        "recall reachable",
        "all",
        "F1",
        "false/node-month",
        "lead p10/50/90");
  }

  private int reachable() {
    return result
        .line("oracle")
        .map(line -> line.total().reachable())
        .orElse(result.lines().get(0).total().reachable());
  }

  private void line(Result.Line line) {
    var total = line.total();
    add(
        ROW,
        line.contestant().name(),
        share(line.interval(Tally::precision)),
        share(line.interval(Tally::recall)),
        String.format(Locale.ROOT, "%.2f", total.recallOfAll()),
        String.format(Locale.ROOT, "%.2f", total.f1()),
        number(line.interval(Tally::falseAlarmsPerNodeMonth)),
        leads(total));
  }

  private static String leads(Tally total) {
    return total.hit() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.0f/%.0f/%.0f min",
            total.leadQuantile(0.1),
            total.leadQuantile(0.5),
            total.leadQuantile(0.9));
  }

  private static String share(Interval interval) {
    return String.format(
        Locale.ROOT, "%.2f [%.2f, %.2f]", interval.value(), interval.low(), interval.high());
  }

  private static String number(Interval interval) {
    return String.format(
        Locale.ROOT, "%.1f [%.1f, %.1f]", interval.value(), interval.low(), interval.high());
  }

  private void probabilities() {
    add(
        "%n%-18s %-21s %-10s %-24s %-24s%n",
        "rows", "PR-AUC", "base rate", "Brier", "calibration error");
    for (var line : models()) {
      add(
          "%-18s %-21s %-10.4f %-24s %-24s%n",
          line.contestant().name(),
          share(line.rowInterval(Rows::prAuc)),
          line.rows().baseRate(),
          small(line.rowInterval(Rows::brier)),
          small(line.rowInterval(Rows::calibrationError)));
    }
  }

  private static String small(Interval interval) {
    return String.format(
        Locale.ROOT, "%.4f [%.4f, %.4f]", interval.value(), interval.low(), interval.high());
  }

  private List<Result.Line> models() {
    return result.lines().stream().filter(line -> line.contestant().isModel()).toList();
  }

  private List<Result.Line> compared() {
    var compared = new ArrayList<Result.Line>();
    result.line(Contestant.nameOf(Horizon.H2)).ifPresent(compared::add);
    result.line(Contestant.nameOf(Horizon.M30)).ifPresent(compared::add);
    result.line("predict_linear").ifPresent(compared::add);
    result.line("3-sigma share").ifPresent(compared::add);
    return compared;
  }

  private void modes() {
    add("%n%-28s %-6s %-10s", "announced, by mode", "all", "reachable");
    compared().forEach(line -> add(" %-23s", line.contestant().name()));
    add("%n");
    for (var mode : result.lines().get(0).total().modes.keySet()) {
      var first = compared().get(0).total().mode(mode);
      add("%-28s %-6d %-10d", mode, first.all, first.reachable);
      compared().forEach(line -> add(" %-23s", hits(line, mode)));
      add("%n");
    }
  }

  private static String hits(Result.Line line, String mode) {
    var own = line.total().mode(mode);
    if (own.reachable == 0) {
      return "-";
    }
    var share =
        line.interval(tally -> Tally.share(tally.mode(mode).hit, tally.mode(mode).reachable));
    return own.hit + " " + share(share);
  }

  private void confounders() {
    add("%n%-46s", "false alarms a node-month, by what they took");
    compared().forEach(line -> add(" %-19s", line.contestant().name()));
    add("%n");
    var types = new TreeMap<String, Integer>();
    compared().forEach(line -> types.putAll(line.total().falseByConfounder));
    for (var type : types.keySet()) {
      add("%-46s", type.equals("none") ? "nothing known" : type);
      compared().forEach(line -> add(" %-19s", number(line.interval(t -> monthly(t, type)))));
      add("%n");
    }
  }

  private static double monthly(Tally tally, String type) {
    return tally.perNodeMonth(tally.falseByConfounder.getOrDefault(type, 0));
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
