package io.aionyx.bridge.config;

import io.aionyx.bridge.domain.Durations;
import io.aionyx.bridge.domain.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a YAML file, read key by key. Each read names its default, so that the code which
 * uses a key is the code which documents it; {@link #done} then refuses every key nobody asked for.
 *
 * <p>A scalar {@code a.b_c} is overridden by the environment variable {@code AIONYX_BRIDGE_A_B_C}.
 */
public final class Section {

  private final String source;
  private final String path;
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Map<String, String> environment;

  private Section(String source, String path, MappingNode node, Map<String, String> environment) {
    this.source = source;
    this.path = path;
    this.environment = environment;
    this.line = lineOf(node);
    node.getValue().forEach(this::add);
  }

  static Section root(String source, MappingNode node, Map<String, String> environment) {
    return new Section(source, "", node, environment);
  }

  private void add(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      throw new ConfigException(source + ":" + lineOf(tuple.getKeyNode()) + ": a key must be text");
    }
    lines.put(key.getValue(), lineOf(key));
    if (values.put(key.getValue(), tuple.getValueNode()) != null) {
      throw error(key.getValue(), "is given twice");
    }
  }

  private static int lineOf(Node node) {
    return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
  }

  public boolean has(String key) {
    return values.containsKey(key) || environment.containsKey(variable(key));
  }

  public String text(String key, String fallback) {
    String found = scalar(key);
    return found == null ? fallback : found;
  }

  public String required(String key) {
    String found = scalar(key);
    if (found == null || found.isBlank()) {
      throw error(key, "is required");
    }
    return found;
  }

  public int integer(String key, int fallback, int min, int max) {
    int value = (int) number(key, fallback, min, max);
    return value;
  }

  public double number(String key, double fallback, double min, double max) {
    String found = scalar(key);
    if (found == null) {
      return fallback;
    }
    double value = convert(key, found, Double::parseDouble);
    if (!(value >= min && value <= max)) {
      throw error(key, "must be in [" + min + ", " + max + "]: was " + found);
    }
    return value;
  }

  public boolean flag(String key, boolean fallback) {
    String found = scalar(key);
    return switch (found) {
      case null -> fallback;
      case "true" -> true;
      case "false" -> false;
      default -> throw error(key, "must be true or false: was " + Printable.of(found));
    };
  }

  public Duration duration(String key, Duration fallback) {
    return as(key, fallback, Durations::parse);
  }

  /** Reads a scalar by {@code parse}; its IllegalArgumentException becomes an error with a line. */
  public <T> T as(String key, T fallback, Function<String, T> parse) {
    String found = scalar(key);
    return found == null ? fallback : convert(key, found, parse);
  }

  public List<String> texts(String key, List<String> fallback) {
    Node node = ask(key);
    String variable = environment.get(variable(key));
    if (variable != null) {
      return List.of(variable.split(",", -1));
    }
    if (node == null || isNull(node)) {
      return fallback;
    }
    if (node instanceof ScalarNode one) {
      return List.of(one.getValue());
    }
    return items(key, node).stream().map(item -> scalarOf(key, item)).toList();
  }

  /** A nested mapping of free keys to scalars. */
  public SortedMap<String, String> map(String key) {
    SortedMap<String, String> result = new TreeMap<>();
    Section child = child(key);
    child.values.forEach((name, node) -> result.put(name, scalarOf(name, node)));
    return result;
  }

  /** A nested mapping of free keys to lists of scalars. */
  public Map<String, List<String>> lists(String key) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    Section child = child(key);
    child.values.keySet().forEach(name -> result.put(name, child.texts(name, List.of())));
    return result;
  }

  /** The nested mapping, or an empty one. */
  public Section child(String key) {
    Node node = ask(key);
    if (node == null || isNull(node)) {
      return new Section(source, dotted(key), empty(), environment);
    }
    if (!(node instanceof MappingNode mapping)) {
      throw error(key, "must be a mapping");
    }
    return new Section(source, dotted(key), mapping, environment);
  }

  public List<Section> children(String key) {
    Node node = ask(key);
    if (node == null || isNull(node)) {
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (Node item : items(key, node)) {
      if (!(item instanceof MappingNode mapping)) {
        throw new ConfigException(
            source + ":" + lineOf(item) + ": " + dotted(key) + ": each item must be a mapping");
      }
      // Items have no stable name, hence no environment variables.
      sections.add(new Section(source, dotted(key), mapping, Map.of()));
    }
    return sections;
  }

  /** Refuses keys that were never asked for. */
  public void done() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        throw error(key, "is unknown; known here: " + new java.util.TreeSet<>(asked));
      }
    }
  }

  public ConfigException error(String key, String problem) {
    int at = lines.getOrDefault(key, line);
    return new ConfigException(source + ":" + at + ": " + dotted(key) + " " + problem);
  }

  private <T> T convert(String key, String found, Function<String, T> parse) {
    try {
      return parse.apply(found);
    } catch (IllegalArgumentException e) {
      throw error(key, "is wrong: " + e.getMessage());
    }
  }

  private @Nullable String scalar(String key) {
    Node node = ask(key);
    String variable = environment.get(variable(key));
    if (variable != null) {
      return variable;
    }
    return node == null || isNull(node) ? null : scalarOf(key, node);
  }

  private String scalarOf(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error(key, "must be a single value");
  }

  private List<Node> items(String key, Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw error(key, "must be a list");
  }

  private @Nullable Node ask(String key) {
    asked.add(key);
    return values.get(key);
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode s && s.isPlain() && s.getValue().matches("|~|null");
  }

  private String dotted(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String variable(String key) {
    return "AIONYX_BRIDGE_" + dotted(key).replace('.', '_').toUpperCase(Locale.ROOT);
  }

  static MappingNode empty() {
    return new MappingNode(
        org.yaml.snakeyaml.nodes.Tag.MAP,
        List.of(),
        org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK);
  }
}
