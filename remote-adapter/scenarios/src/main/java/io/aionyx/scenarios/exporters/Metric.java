package io.aionyx.scenarios.exporters;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One series that an exporter gives for each thing it watches.
 *
 * @param labels name, value, name, value …, beside those of the target and the thing
 * @param read the value, or NaN where the exporter does not give the series at present
 */
record Metric<S>(String name, List<String> labels, ToDoubleFunction<S> read) {
  static <S> Metric<S> metric(String name, ToDoubleFunction<S> read, String... labels) {
    return new Metric<>(name, List.of(labels), read);
  }

  static double bit(boolean condition) {
    return condition ? 1 : 0;
  }

  /** 1 while the condition holds, no series otherwise. */
  static double present(boolean condition) {
    return condition ? 1 : Double.NaN;
  }
}
