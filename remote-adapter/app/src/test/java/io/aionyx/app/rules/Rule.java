package io.aionyx.app.rules;

import io.aionyx.app.peers.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** An alert or a recorded series of the repository. */
record Rule(
    String file,
    Kind kind,
    String name,
    String expression,
    Map<String, String> labels,
    Map<String, String> annotations) {

  enum Kind {
    ALERT,
    RECORD
  }

  static List<Rule> all(Kind kind) {
    return Repository.rules().stream()
        .flatMap(Rule::read)
        .filter(rule -> rule.kind() == kind)
        .toList();
  }

  /** Read as Prometheus does, with YAML's anchors and merge keys. */
  static Stream<Rule> read(Path file) {
    Map<String, Object> root =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.read(file));
    return maps(root.get("groups"))
        .flatMap(group -> maps(group.get("rules")))
        .map(rule -> of(file.getFileName().toString(), rule));
  }

  private static Rule of(String file, Map<?, ?> rule) {
    Kind kind = rule.containsKey("alert") ? Kind.ALERT : Kind.RECORD;
    return new Rule(
        file,
        kind,
        String.valueOf(rule.get(kind == Kind.ALERT ? "alert" : "record")),
        String.valueOf(rule.get("expr")),
        strings(rule.get("labels")),
        strings(rule.get("annotations")));
  }

  private static Stream<Map<?, ?>> maps(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list)).stream().map(Map.class::cast);
  }

  private static Map<String, String> strings(@Nullable Object map) {
    return map instanceof Map<?, ?> entries
        ? entries.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> String.valueOf(entry.getKey()),
                    entry -> String.valueOf(entry.getValue()),
                    (first, second) -> second,
                    TreeMap::new))
        : Map.of();
  }

  @Override
  public String toString() {
    return file + " " + name;
  }
}
