package io.aionyx.app.stack;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The rule files as they ship, from inside the distribution. */
public final class ShippedRules {
  static final List<String> FILES =
      List.of(
          "insights.yaml",
          "models.yaml",
          "predictions.yaml",
          "records.yaml",
          "remediation.yaml",
          "thresholds.yaml",
          "watch.yaml");

  private static final Pattern NAME =
      Pattern.compile("^\\s*- (?:alert|record): (\\S+)", Pattern.MULTILINE);

  private ShippedRules() {}

  /** Copies them for Prometheus to read; the folder is made if absent. */
  public static List<Path> writeTo(Path folder) {
    var written = new ArrayList<Path>();
    try {
      Files.createDirectories(folder);
      for (String name : FILES) {
        written.add(copy(name, folder.resolve(name)));
      }
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the rules to " + folder, e);
    }
  }

  /** Names of all their alerts and records, each once. */
  public static Set<String> names() {
    var names = new TreeSet<String>();
    for (String file : FILES) {
      NAME.matcher(text(file)).results().forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  private static String text(String name) {
    try (InputStream rules = open(name)) {
      return new String(rules.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read rules/" + name, e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream rules = ShippedRules.class.getResourceAsStream("rules/" + name);
    if (rules == null) {
      throw new FileNotFoundException("rules/" + name + " is not part of this build");
    }
    return rules;
  }

  private static Path copy(String name, Path to) throws IOException {
    try (InputStream rules = open(name)) {
      Files.copy(rules, to, StandardCopyOption.REPLACE_EXISTING);
      return to;
    }
  }
}
