package io.aionyx.core.series;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The identity of a series: an immutable set of label pairs in name order.
 *
 * <p>A label with an empty value is the same as no label, as in PromQL, so it is never stored.
 */
public final class Labels implements Comparable<Labels> {
  public static final String METRIC_NAME = "__name__";
  public static final Labels EMPTY = new Labels(new String[0]);

  /** Name, value, name, value …, names strictly ascending. */
  private final String[] pairs;

  private final int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /** Pairs in any order: {@code Labels.of("__name__", "up", "job", "node")}. */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "labels come in pairs: was " + Arrays.toString(namesAndValues));
    }
    var sorted = new TreeMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (sorted.put(namesAndValues[i], namesAndValues[i + 1]) != null) {
        throw new IllegalArgumentException("repeated label name: was " + namesAndValues[i]);
      }
    }
    return of(sorted);
  }

  public static Labels of(Map<String, String> labels) {
    var sorted = new TreeMap<>(labels);
    sorted.values().removeIf(String::isEmpty);
    var pairs = new String[sorted.size() * 2];
    int i = 0;
    for (var label : sorted.entrySet()) {
      if (label.getKey().isEmpty()) {
        throw new IllegalArgumentException("empty label name in " + sorted);
      }
      pairs[i++] = label.getKey();
      pairs[i++] = label.getValue();
    }
    return new Labels(pairs);
  }

  /**
   * Pairs that are in order already: names strictly ascending, no value empty.
   *
   * @throws IllegalArgumentException where they are not
   */
  public static Labels ofSorted(String... namesAndValues) {
    String before = "";
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i].compareTo(before) <= 0 || namesAndValues[i + 1].isEmpty()) {
        throw new IllegalArgumentException(
            "labels out of order: was " + Arrays.toString(namesAndValues));
      }
      before = namesAndValues[i];
    }
    return new Labels(namesAndValues.clone());
  }

  public int size() {
    return pairs.length / 2;
  }

  public String nameAt(int index) {
    return pairs[2 * index];
  }

  public String valueAt(int index) {
    return pairs[2 * index + 1];
  }

  /** The value, or "" where the label is absent. */
  public String get(String name) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = nameAt(middle).compareTo(name);
      if (order == 0) {
        return valueAt(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return "";
  }

  public boolean has(String name) {
    return !get(name).isEmpty();
  }

  public String metricName() {
    return get(METRIC_NAME);
  }

  /** This set with one label set to a value, or without it where the value is empty. */
  public Labels with(String name, String value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("empty label name beside " + this);
    }
    int at = 0;
    while (at < pairs.length && pairs[at].compareTo(name) < 0) {
      at += 2;
    }
    int behind = at < pairs.length && pairs[at].equals(name) ? at + 2 : at;
    int own = value.isEmpty() ? 0 : 2;
    var changed = new String[at + own + pairs.length - behind];
    System.arraycopy(pairs, 0, changed, 0, at);
    if (own > 0) {
      changed[at] = name;
      changed[at + 1] = value;
    }
    System.arraycopy(pairs, behind, changed, at + own, pairs.length - behind);
    return new Labels(changed);
  }

  /** Only the named labels, as far as they are present. */
  public Labels keep(Collection<String> names) {
    var kept = new String[pairs.length];
    int size = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.contains(pairs[i])) {
        kept[size++] = pairs[i];
        kept[size++] = pairs[i + 1];
      }
    }
    return new Labels(Arrays.copyOf(kept, size));
  }

  public Labels without(String name) {
    return with(name, "");
  }

  /** A new map in name order that the caller may change. */
  public Map<String, String> toMap() {
    var map = new TreeMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Override
  public int compareTo(Labels other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labels that && hash == that.hash && Arrays.equals(pairs, that.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As PromQL writes a series: {@code up{job="node"}}. */
  @Override
  public String toString() {
    var text = new StringJoiner(",", metricName() + "{", "}");
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i].equals(METRIC_NAME)) {
        text.add(pairs[i] + "=\"" + escape(pairs[i + 1]) + '"');
      }
    }
    return text.toString();
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** Writes the pairs; {@link #read} gives them back. */
  public void write(StateWriter state) {
    state.integer(pairs.length);
    for (String text : pairs) {
      state.text(text);
    }
  }

  public static Labels read(StateReader state) {
    var pairs = new String[state.count()];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = state.text();
    }
    return pairs.length == 0 ? EMPTY : new Labels(pairs);
  }
}
