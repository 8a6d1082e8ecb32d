package io.aionyx.core.signals;

import io.aionyx.core.series.Labels;
import io.aionyx.core.series.Selector;
import java.util.ArrayList;
import java.util.List;

/** How a signal's value comes from the series that feed it. */
sealed interface Reading {
  /** Every selector whose series take part. */
  List<Selector> selectors();

  /** Of each of these lists, at least one selector must find series for the value to be known. */
  default List<List<Selector>> needs() {
    return List.of(selectors());
  }

  double at(Sources sources, long atMillis);

  /** Gauges or rates, combined. */
  record Plain(Read read, List<Selector> selectors, Combine combine) implements Reading {
    @Override
    public double at(Sources sources, long atMillis) {
      return sources.combine(read, combine, atMillis);
    }
  }

  /**
   * A quotient, formed per group and then combined: sums of {@code of} over sums of {@code to}
   * within equal values of the labels {@code by}, each side read in its own way. A group needs both
   * sides, and a divisor above zero.
   */
  record Ratio(
      Read read,
      Read toRead,
      List<Selector> of,
      List<Selector> to,
      List<String> by,
      boolean absentIsZero,
      Combine combine)
      implements Reading {
    @Override
    public List<Selector> selectors() {
      var all = new ArrayList<>(of);
      all.addAll(to);
      return all;
    }

    @Override
    public List<List<Selector>> needs() {
      return absentIsZero ? List.of(to) : List.of(of, to);
    }

    String group(Labels series) {
      return String.join("\u0000", by.stream().map(series::get).toList());
    }

    @Override
    public double at(Sources sources, long atMillis) {
      return sources.ratio(this, atMillis);
    }
  }

  /** A quantile of a classic histogram's bucket rates, interpolated as PromQL does. */
  record Quantile(double q, List<Selector> selectors) implements Reading {
    @Override
    public double at(Sources sources, long atMillis) {
      return sources.quantile(q, atMillis);
    }
  }
}
