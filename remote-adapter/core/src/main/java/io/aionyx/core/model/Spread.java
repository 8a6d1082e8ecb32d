package io.aionyx.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the values of a feature were spread in training: the shares of values below the first edge,
 * between edges, from the last edge on, and of values that were unknown.
 *
 * <p>A card tells it under the fact {@code spread}, by feature; cards without it are good cards,
 * only nothing can be said of their drift.
 */
public record Spread(double[] edges, double[] shares) {
  private static final String FACT = "spread";

  public Spread {
    if (shares.length != edges.length + 2) {
      throw new IllegalArgumentException(
          "there must be two more shares than edges: were " + shares.length + ", " + edges.length);
    }
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i] > edges[i - 1])) {
        throw new IllegalArgumentException("edges must ascend: was " + edges[i] + " at " + i);
      }
    }
    edges = edges.clone();
    shares = shares.clone();
  }

  /** The index of the share that a value belongs to; the last is that of unknown ones. */
  public int bin(float value) {
    if (Float.isNaN(value)) {
      return edges.length + 1;
    }
    int bin = 0;
    while (bin < edges.length && value >= edges[bin]) {
      bin++;
    }
    return bin;
  }

  public int bins() {
    return shares.length;
  }

  public double share(int bin) {
    return shares[bin];
  }

  /** As it is written on a card. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("edges", boxed(edges));
    map.put("shares", boxed(shares));
    return map;
  }

  /**
   * The spreads of a card by feature; empty where it tells none.
   *
   * @throws ModelRefusedException where what it tells cannot be read
   */
  public static Map<String, Spread> of(Map<String, Object> facts) {
    var spreads = new LinkedHashMap<String, Spread>();
    if (facts.get(FACT) instanceof Map<?, ?> told) {
      told.forEach((feature, spread) -> spreads.put(String.valueOf(feature), of(feature, spread)));
    }
    return spreads;
  }

  private static Spread of(Object feature, Object told) {
    try {
      if (told instanceof Map<?, ?> spread
          && spread.get("edges") instanceof List<?> edges
          && spread.get("shares") instanceof List<?> shares) {
        return new Spread(numbers(edges), numbers(shares));
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new ModelRefusedException(FACT + '.' + feature + ": " + e.getMessage(), e);
    }
    throw new ModelRefusedException(
        FACT + '.' + feature + ": must be {edges, shares}: was " + told);
  }

  private static double[] numbers(List<?> list) {
    return list.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
  }

  private static List<Object> boxed(double[] numbers) {
    var list = new ArrayList<Object>();
    for (double number : numbers) {
      list.add((float) number);
    }
    return list;
  }
}
