package io.aionyx.trainer.observed;

import io.aionyx.core.series.Labels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Reads OpenMetrics text with timestamps, as {@code promtool tsdb dump-openmetrics} and {@code
 * aionyx simulate} write it; a name that ends in {@code .gz} is unpacked.
 *
 * <p>What is neither a sample nor a comment is an error with its line. Exemplars are let go.
 */
public final class OpenMetricsText {
  /** First and last timestamp of a file. */
  public record Range(long fromMillis, long toMillis) {}

  private final String line;
  private final String place;
  private int at;

  private OpenMetricsText(String line, String place) {
    this.line = line;
    this.place = place;
  }

  /**
   * Puts all samples into a spool and finishes it.
   *
   * @throws IOException naming the line, where the file is not what it should be or holds nothing
   */
  public static Range read(Path file, Spool into) throws IOException {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    try (var in = open(file)) {
      int number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine(), number++) {
        if (!line.isBlank() && line.charAt(0) != '#') {
          long millis = new OpenMetricsText(line, file + ":" + number).sample(into);
          first = Math.min(first, millis);
          last = Math.max(last, millis);
        }
      }
    }
    into.finish();
    if (first > last) {
      throw new IOException(file + ": no sample");
    }
    return new Range(first, last);
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
            StandardCharsets.UTF_8));
  }

  private long sample(Spool into) throws IOException {
    Map<String, String> labels = new TreeMap<>();
    labels.put(Labels.METRIC_NAME, until("{ "));
    if (at < line.length() && line.charAt(at) == '{') {
      labels(labels);
    }
    double value = number("a value");
    double seconds = number("a timestamp");
    if (!Double.isFinite(seconds)) {
      throw wrong("a timestamp");
    }
    long millis = Math.round(seconds * 1000);
    into.add(into.series(Labels.of(labels)), millis, value);
    return millis;
  }

  private void labels(Map<String, String> into) throws IOException {
    at++;
    while (at < line.length() && line.charAt(at) != '}') {
      String name = until("=").strip();
      if (!line.startsWith("=\"", at)) {
        throw wrong("a label");
      }
      at += 2;
      into.put(name, quoted());
      if (at < line.length() && line.charAt(at) == ',') {
        at++;
      }
    }
    if (at >= line.length()) {
      throw wrong("a closing brace");
    }
    at++;
  }

  private String quoted() throws IOException {
    var text = new StringBuilder();
    while (at < line.length() && line.charAt(at) != '"') {
      char c = line.charAt(at++);
      if (c == '\\' && at < line.length()) {
        char escaped = line.charAt(at++);
        text.append(escaped == 'n' ? '\n' : escaped);
      } else {
        text.append(c);
      }
    }
    if (at >= line.length()) {
      throw wrong("a closing quote");
    }
    at++;
    return text.toString();
  }

  private double number(String what) throws IOException {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    String text = until(" ");
    try {
      return switch (text) {
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw wrong(what);
    }
  }

  private String until(String ends) {
    int start = at;
    while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return line.substring(start, at);
  }

  private IOException wrong(String what) {
    return new IOException(place + ": " + what + " is missing at column " + (at + 1));
  }
}
