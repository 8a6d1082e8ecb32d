package io.aionyx.panel;

import io.aionyx.grafana.frame.Field;
import io.aionyx.grafana.frame.Frame;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The reasons for one score, strongest first, with the values behind them. */
final class ExplanationFrame {
  private static final Comparator<Contribution> STRONGEST_FIRST =
      Comparator.comparingDouble(Contribution::share).reversed();

  private ExplanationFrame() {}

  static Frame of(List<Contribution> contributions) {
    List<Contribution> rows = contributions.stream().sorted(STRONGEST_FIRST).toList();
    return Frame.of(
        "explanation",
        texts(rows, "feature", Contribution::feature),
        texts(rows, "direction", Contribution::direction),
        numbers(rows, "aionyx_failure_contribution_ratio", Contribution::share).unit("percentunit"),
        numbers(rows, "value", Contribution::value),
        numbers(rows, "usual", Contribution::usual),
        texts(rows, "unit", Contribution::unit));
  }

  private static Field texts(
      List<Contribution> rows, String name, Function<Contribution, String> text) {
    return Field.texts(name, rows.stream().map(text).toList());
  }

  private static Field numbers(
      List<Contribution> rows, String name, ToDoubleFunction<Contribution> value) {
    return Field.numbers(name, rows.stream().mapToDouble(value).toArray());
  }
}
