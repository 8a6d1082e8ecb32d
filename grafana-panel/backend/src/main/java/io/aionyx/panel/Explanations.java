package io.aionyx.panel;

import java.util.List;
import java.util.Map;

/** Reads the answer of {@code /api/v1/explanations}: one explanation, or one a horizon. */
final class Explanations {
  private Explanations() {}

  /** The contributions at a horizon, at the first there is when that one is missing. */
  static List<Contribution> read(Object payload, String horizon) {
    List<Map<String, Object>> all = Loose.objects(payload, "explanations", "predictions");
    return all.stream()
        .filter(one -> Loose.text(one, "horizon").equals(horizon))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(one -> Loose.objects(one.getOrDefault("contributions", List.of())))
        .orElse(List.of())
        .stream()
        .map(Explanations::contribution)
        .toList();
  }

  private static Contribution contribution(Map<String, Object> json) {
    return new Contribution(
        Loose.text(json, "feature"),
        Loose.text(json, "direction"),
        Loose.number(json, "share"),
        Loose.number(json, "value"),
        Loose.number(json, "usual"),
        Loose.text(json, "unit"));
  }
}
