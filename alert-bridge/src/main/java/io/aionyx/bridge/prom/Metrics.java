package io.aionyx.bridge.prom;

import java.util.List;

/** Asks a Prometheus. */
@FunctionalInterface
public interface Metrics {

  /**
   * Evaluates PromQL now.
   *
   * @throws UnavailableException when there is no answer
   * @throws IllegalArgumentException when Prometheus refuses the expression
   */
  List<Sample> query(String expression);
}
