package io.aionyx.predictor.config;

import io.aionyx.predictor.config.ConfigException.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of one mapping. The environment is asked first, then the file, then the default.
 *
 * <p>The variable of a key is its path in capitals behind {@code AIONYX_}, list items by number:
 * {@code remote_write[0].url} is {@code AIONYX_REMOTE_WRITE_0_URL}. Every key that was asked for is
 * known; {@link #end} refuses the rest.
 */
public final class Section {
  private final YamlNode.Mapping mapping;
  private final String path;
  private final Map<String, String> environment;
  private final Set<String> known = new LinkedHashSet<>();

  private Section(YamlNode.Mapping mapping, String path, Map<String, String> environment) {
    this.mapping = mapping;
    this.path = path;
    this.environment = environment;
  }

  public static Section root(YamlNode.Mapping mapping, Map<String, String> environment) {
    return new Section(mapping, "", environment);
  }

  public String text(String key, String fallback) {
    Value value = value(key);
    return value == null ? fallback : value.text();
  }

  public String required(String key) {
    Value value = value(key);
    if (value == null || value.text().isBlank()) {
      throw new ConfigException(mapping.place(), "the key " + pathOf(key) + " is missing");
    }
    return value.text();
  }

  public Duration duration(String key, Duration fallback, Duration least) {
    return read(
        key,
        fallback,
        text -> {
          Duration duration = PrometheusDuration.parse(text);
          if (duration.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                "must be at least " + PrometheusDuration.format(least) + ": was " + text);
          }
          return duration;
        });
  }

  public int integer(String key, int fallback, int least, int most) {
    return read(
        key,
        fallback,
        text -> {
          try {
            return new BigDecimal(text).intValueExact();
          } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number: was " + text, e);
          }
        },
        number -> number >= least && number <= most,
        "must be in [" + least + ", " + most + "]: was ");
  }

  /** A number in [0, 1]. */
  public double ratio(String key, double fallback) {
    return read(
        key,
        fallback,
        text -> {
          try {
            return Double.parseDouble(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number: was " + text, e);
          }
        },
        number -> number >= 0 && number <= 1,
        "must be in [0, 1]: was ");
  }

  /** One of the labels of an enum, compared in lower case. */
  public <E extends Enum<E>> E choice(String key, E fallback, Function<E, String> label) {
    var choices = new LinkedHashMap<String, E>();
    for (E constant : fallback.getDeclaringClass().getEnumConstants()) {
      choices.put(label.apply(constant), constant);
    }
    return read(
        key,
        fallback,
        text -> {
          E choice = choices.get(text.toLowerCase(Locale.ROOT));
          if (choice == null) {
            throw new IllegalArgumentException(
                "must be one of " + String.join(", ", choices.keySet()) + ": was " + text);
          }
          return choice;
        });
  }

  /** A mapping of plain strings, such as headers; not overridden by the environment. */
  public Map<String, String> texts(String key) {
    var texts = new LinkedHashMap<String, String>();
    known.add(key);
    if (node(key) instanceof YamlNode found) {
      for (var entry : mappingOf(key, found).entries().entrySet()) {
        if (!(entry.getValue() instanceof YamlNode.Scalar scalar)) {
          throw new ConfigException(
              entry.getValue().place(),
              pathOf(key) + "." + entry.getKey().name() + " must be text");
        }
        texts.put(entry.getKey().name(), scalar.text());
      }
    }
    return texts;
  }

  /** A list of plain strings; not overridden by the environment. */
  public List<String> textList(String key) {
    var texts = new ArrayList<String>();
    for (YamlNode item : items(key)) {
      if (!(item instanceof YamlNode.Scalar scalar)) {
        throw new ConfigException(item.place(), pathOf(key) + " must be a list of texts");
      }
      texts.add(scalar.text());
    }
    return texts;
  }

  public Section section(String key) {
    known.add(key);
    YamlNode found = node(key);
    var inner =
        found == null ? new YamlNode.Mapping(mapping.place(), Map.of()) : mappingOf(key, found);
    return new Section(inner, pathOf(key), environment);
  }

  /** The mappings of a list; the environment may lengthen it by naming the next number. */
  public List<Section> sections(String key) {
    List<YamlNode> items = items(key);
    var sections = new ArrayList<Section>();
    for (int i = 0; i < items.size() || environmentNames(pathOf(key) + "[" + i + "]"); i++) {
      String itemPath = pathOf(key) + "[" + i + "]";
      var inner =
          i < items.size()
              ? mappingOf(itemPath, items.get(i))
              : new YamlNode.Mapping(mapping.place(), Map.of());
      sections.add(new Section(inner, itemPath, environment));
    }
    return sections;
  }

  public boolean has(String key) {
    return node(key) != null || environmentNames(pathOf(key));
  }

  /** Every key was read: anything else in the file is a mistake. */
  public void end() {
    for (var key : mapping.entries().keySet()) {
      if (!known.contains(key.name())) {
        String owner = path.isEmpty() ? "" : " in " + path;
        throw new ConfigException(
            key.place(),
            "unknown key " + key.name() + owner + "; known keys: " + String.join(", ", known));
      }
    }
  }

  /** An error about this section as a whole. */
  public ConfigException error(String message) {
    return new ConfigException(mapping.place(), path.isEmpty() ? message : path + ": " + message);
  }

  <T> T read(String key, T fallback, Function<String, T> parse) {
    return read(key, fallback, parse, _ -> true, "");
  }

  private <T> T read(
      String key, T fallback, Function<String, T> parse, Function<T, Boolean> fits, String rule) {
    Value value = value(key);
    if (value == null) {
      return fallback;
    }
    try {
      T parsed = parse.apply(value.text());
      if (!fits.apply(parsed)) {
        throw new IllegalArgumentException(rule + value.text());
      }
      return parsed;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(value.place(), pathOf(key) + " " + e.getMessage());
    }
  }

  private record Value(Place place, String text) {}

  private @Nullable Value value(String key) {
    known.add(key);
    String variable = variableOf(pathOf(key));
    String given = environment.get(variable);
    if (given != null) {
      return new Value(new Place("environment variable " + variable, 0), given);
    }
    YamlNode found = node(key);
    return switch (found) {
      case null -> null;
      case YamlNode.Scalar scalar ->
          scalar.plain() == null ? null : new Value(scalar.place(), scalar.text());
      default -> throw new ConfigException(found.place(), pathOf(key) + " must be a single value");
    };
  }

  private List<YamlNode> items(String key) {
    known.add(key);
    YamlNode found = node(key);
    return switch (found) {
      case null -> List.of();
      case YamlNode.Sequence sequence -> sequence.items();
      case YamlNode.Scalar scalar when scalar.plain() == null -> List.of();
      default -> throw new ConfigException(found.place(), pathOf(key) + " must be a list");
    };
  }

  private YamlNode.Mapping mappingOf(String key, YamlNode found) {
    return switch (found) {
      case YamlNode.Mapping inner -> inner;
      case YamlNode.Scalar scalar when scalar.plain() == null ->
          new YamlNode.Mapping(scalar.place(), Map.of());
      default ->
          throw new ConfigException(found.place(), pathOf(key) + " must be a mapping of keys");
    };
  }

  private @Nullable YamlNode node(String key) {
    return mapping.get(key);
  }

  private boolean environmentNames(String prefix) {
    String variable = variableOf(prefix);
    return environment.keySet().stream()
        .anyMatch(name -> name.equals(variable) || name.startsWith(variable + "_"));
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static String variableOf(String path) {
    return "AIONYX_"
        + path.replace("[", "_").replace("]", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
