package io.aionyx.grafana.frame;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link Frame}: a name, values of one type, the labels of the series it belongs to
 * and the front end's display configuration ({@code unit}, {@code displayName}, {@code links} ...).
 */
public final class Field {
  private final String name;
  private final Column column;
  private final Map<String, String> labels;
  private final Map<String, Object> config;

  private Field(
      String name, Column column, Map<String, String> labels, Map<String, Object> config) {
    this.name = name;
    this.column = column;
    this.labels = Map.copyOf(labels);
    this.config = Map.copyOf(config);
  }

  /** Points in time between the years 1677 and 2262; null where there is none. */
  public static Field times(String name, List<? extends @Nullable Instant> values) {
    return of(name, new Column.Times(values));
  }

  /** NaN becomes null, which is what Grafana draws as a gap; infinities stay. */
  public static Field numbers(String name, double... values) {
    return of(name, new Column.Numbers(values));
  }

  public static Field integers(String name, long... values) {
    return of(name, new Column.Integers(values));
  }

  public static Field texts(String name, List<? extends @Nullable String> values) {
    return of(name, new Column.Texts(values));
  }

  public static Field booleans(String name, boolean... values) {
    return of(name, new Column.Booleans(values));
  }

  private static Field of(String name, Column column) {
    return new Field(name, column, Map.of(), Map.of());
  }

  public Field labels(Map<String, String> newLabels) {
    return new Field(name, column, newLabels, config);
  }

  public Field config(Map<String, Object> newConfig) {
    return new Field(name, column, labels, newConfig);
  }

  /** Grafana's name of a unit: {@code percentunit}, {@code s}, {@code bytes} ... */
  public Field unit(String unit) {
    return config(Map.of("unit", unit));
  }

  public String name() {
    return name;
  }

  public Map<String, String> labels() {
    return labels;
  }

  public Map<String, Object> config() {
    return config;
  }

  public int rows() {
    return column.rows();
  }

  Column column() {
    return column;
  }
}
