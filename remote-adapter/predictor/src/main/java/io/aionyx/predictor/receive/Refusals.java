package io.aionyx.predictor.receive;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What one request is refused, by reason, with the first example of each for the answer. */
final class Refusals {
  private static final int EXAMPLE_LENGTH = 200;

  private final Map<Refusal, Integer> counts = new EnumMap<>(Refusal.class);
  private final Map<Refusal, String> examples = new EnumMap<>(Refusal.class);

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /**
   * @param samples refused with it; 0 if the series had none
   * @param example what exactly; kept if it is the first
   */
  void add(Refusal refusal, int samples, String example) {
    counts.merge(refusal, samples, Integer::sum);
    examples.putIfAbsent(refusal, printable(example));
  }

  void addSamples(Refusal refusal, int samples) {
    counts.merge(refusal, samples, Integer::sum);
  }

  Map<Refusal, Integer> counts() {
    return counts;
  }

  /** One line for each reason. */
  String text() {
    return counts.entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String line(Refusal refusal, int samples) {
    String example = examples.getOrDefault(refusal, "");
    return refusal.code()
        + ": "
        + refusal.meaning()
        + " ("
        + samples
        + (samples == 1 ? " sample" : " samples")
        + " refused)"
        + (example.isEmpty() ? "" : ": " + example);
  }

  /** Hostile text reaches senders' logs through the answer, so control characters do not pass. */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < EXAMPLE_LENGTH; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    return text.length() > EXAMPLE_LENGTH ? out + "…" : out.toString();
  }

  void clear() {
    counts.clear();
    examples.clear();
  }
}
