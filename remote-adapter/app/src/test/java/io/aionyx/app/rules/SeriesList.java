package io.aionyx.app.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The series that exist, read from {@code series.txt}. */
final class SeriesList {
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w:])(?:aionyx_\\w+|alertmanager_\\w+)(?![\\w:*+.])");
  private static final Pattern HISTOGRAM_SUFFIX = Pattern.compile("_(bucket|count|sum)$");

  /** Of other programs, as their documentation names them. */
  private static final Set<String> FOREIGN = Set.of("alertmanager_notifications_failed_total");

  private final Map<String, String> typeByName = new TreeMap<>();

  SeriesList() {
    text().lines().filter(line -> !line.startsWith("#")).forEach(this::add);
  }

  private void add(String line) {
    int name = line.indexOf(' ');
    typeByName.put(line.substring(0, name), line.substring(name + 1, line.lastIndexOf(' ')));
  }

  int size() {
    return typeByName.size();
  }

  /** The metric names in a text which no series has. */
  Set<String> unknownIn(String text) {
    Set<String> unknown = new TreeSet<>();
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      if (!exists(names.group())) {
        unknown.add(names.group());
      }
    }
    return unknown;
  }

  private boolean exists(String name) {
    String base = HISTOGRAM_SUFFIX.matcher(name).replaceFirst("");
    return typeByName.containsKey(name)
        || FOREIGN.contains(name)
        || "histogram".equals(typeByName.get(base))
        // The labels an alert is opted in with, and what it is opted in to.
        || name.equals("aionyx_mode")
        || name.equals("aionyx_remediate");
  }

  private static String text() {
    try (InputStream resource =
        Objects.requireNonNull(SeriesList.class.getResourceAsStream("series.txt"))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
