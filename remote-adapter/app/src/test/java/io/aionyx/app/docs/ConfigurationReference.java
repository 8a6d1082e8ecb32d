package io.aionyx.app.docs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of all keys from a commented configuration file. That file's values are held to the code's
 * own defaults by tests of their modules, so the page cannot say anything else either.
 */
final class ConfigurationReference {
  /** A key, or one of an example that is commented out: {@code # - url: …}. */
  private static final Pattern KEY =
      Pattern.compile(
          "( *)(?:# (?=- | {2}|[a-z_]+: +#))?(- )?( *)([a-z_]+):(?: +((?!#).*?))?(?: +# (.*))?");

  private static final Pattern VARIABLE = Pattern.compile("AIONYX_[A-Z0-9_]+");

  private record Level(int indent, String key) {}

  private final Deque<Level> path = new ArrayDeque<>();
  private final List<String> rows = new ArrayList<>();
  private String comment = "";

  private ConfigurationReference() {}

  /**
   * @param note below the title
   */
  static String of(String title, String note, String yaml) {
    var page = new ConfigurationReference();
    yaml.lines().forEach(page::line);
    return """
    # %s

    %s

    | key | default | what | variable |
    |---|---|---|---|
    %s
    """
        .formatted(title, note, String.join("\n", page.rows));
  }

  private void line(String line) {
    String text = line.strip();
    Matcher key = KEY.matcher(line);
    if (key.matches()) {
      row(key);
    } else if (text.startsWith("# - {")) {
      comment = "";
    } else {
      comment = text.startsWith("#") ? (comment + " " + text.substring(1).strip()).strip() : "";
    }
  }

  private void row(Matcher key) {
    boolean firstOfItem = key.group(2) != null;
    int indent = key.group(1).length() + key.group(3).length() + (firstOfItem ? 2 : 0);
    enter(indent, firstOfItem);
    path.addLast(new Level(indent, key.group(4)));
    String value = Optional.ofNullable(key.group(5)).orElse("");
    String trailing = Optional.ofNullable(key.group(6)).orElse("");
    if (!(value + trailing + comment).isEmpty()) {
      rows.add(row(value, trailing));
    }
    comment = "";
  }

  /** Leaves what is as deep as this or deeper; the first key of an item makes its parent a list. */
  private void enter(int indent, boolean firstOfItem) {
    while (!path.isEmpty() && path.peekLast().indent() >= indent) {
      path.removeLast();
    }
    if (firstOfItem && !path.isEmpty()) {
      Level list = path.removeLast();
      path.addLast(new Level(list.indent(), list.key() + "[]"));
    }
  }

  private String row(String value, String trailing) {
    String name = String.join(".", path.stream().map(Level::key).toList());
    Matcher variable = VARIABLE.matcher(trailing);
    String environment = variable.find() ? "`" + variable.group() + "`" : "";
    String unit = VARIABLE.matcher(trailing).replaceAll("").strip();
    String what = unit.isEmpty() ? comment : (unit + ". " + comment).strip();
    String shown = value.isEmpty() ? "" : "`" + value + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(name, shown.replace("|", "\\|"), what.replace("|", "\\|"), environment);
  }
}
