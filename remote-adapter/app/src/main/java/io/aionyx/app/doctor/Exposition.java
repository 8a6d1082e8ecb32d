package io.aionyx.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code /metrics} page in the text format; lines that are none of it are passed over. */
record Exposition(List<Sample> samples) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\S+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  Exposition {
    samples = List.copyOf(samples);
  }

  record Sample(String name, Map<String, String> labels, double value) {}

  static Exposition parse(String text) {
    var samples = new ArrayList<Sample>();
    for (String line : text.split("\n")) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        samples.add(
            new Sample(matcher.group(1), labels(matcher.group(2)), number(matcher.group(3))));
      }
    }
    return new Exposition(samples);
  }

  private static Map<String, String> labels(@Nullable String inside) {
    var labels = new TreeMap<String, String>();
    Matcher label = LABEL.matcher(inside == null ? "" : inside);
    while (label.find()) {
      labels.put(label.group(1), label.group(2).replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    return labels;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> text.matches("[-+0-9.eE]+") ? Double.parseDouble(text) : Double.NaN;
    };
  }

  List<Sample> named(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** Over all label values; empty where there is no such series. */
  OptionalDouble sum(String name) {
    List<Sample> all = named(name);
    return all.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(all.stream().mapToDouble(Sample::value).sum());
  }

  double sum(String name, String label, String value) {
    return named(name).stream()
        .filter(sample -> value.equals(sample.labels().get(label)))
        .mapToDouble(Sample::value)
        .sum();
  }
}
