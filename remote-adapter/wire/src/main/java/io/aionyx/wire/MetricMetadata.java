package io.aionyx.wire;

import java.util.List;

/**
 * What a metric family is.
 *
 * @param family the metric family's name; empty in a 2.0 message, where the series at hand says it
 * @param type the kind of metric
 * @param help one line for people; may be empty
 * @param unit such as {@code seconds}; may be empty
 */
public record MetricMetadata(String family, Type type, String help, String unit) {
  /** Metric types in the order of their numbers on the wire. */
  public enum Type {
    UNKNOWN(0),
    COUNTER(1),
    GAUGE(2),
    HISTOGRAM(3),
    GAUGE_HISTOGRAM(4),
    SUMMARY(5),
    INFO(6),
    STATE_SET(7);

    private static final List<Type> ALL = List.of(values());

    private final int wireNumber;

    Type(int wireNumber) {
      this.wireNumber = wireNumber;
    }

    int wireNumber() {
      return wireNumber;
    }

    /** A number this version does not know is {@link #UNKNOWN}, as proto3 wants it. */
    static Type ofWire(long number) {
      return number > 0 && number < ALL.size() ? ALL.get((int) number) : UNKNOWN;
    }
  }
}
