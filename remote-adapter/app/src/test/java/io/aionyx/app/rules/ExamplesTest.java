package io.aionyx.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.Repository;
import io.aionyx.app.stack.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The PromQL inside the autoscaler examples, which no linter of PromQL looks into by itself. */
class ExamplesTest {
  private final SeriesList series = new SeriesList();

  @TempDir Path folder;

  /** A query and the example it stands in. */
  private record Query(String file, String promQl) {}

  static Stream<Query> queries() {
    return Stream.concat(keda(), adapter());
  }

  private static Stream<Query> keda() {
    String file = "keda-scaledobject.yaml";
    return maps(at(read(file), "spec", "triggers"))
        .map(trigger -> new Query(file, String.valueOf(at(trigger, "metadata", "query"))));
  }

  /**
   * The adapter fills in its templates: here with what it would for a workload of one name space.
   */
  private static Stream<Query> adapter() {
    String file = "prometheus-adapter.yaml";
    return maps(at(read(file), "rules", "external"))
        .flatMap(
            rule -> {
              String found = String.valueOf(rule.get("seriesQuery"));
              String asked =
                  String.valueOf(rule.get("metricsQuery"))
                      .replace("<<.Series>>", found.substring(0, found.indexOf('{')))
                      .replace("<<.LabelMatchers>>", "namespace=\"shop\",workload=\"cart\"")
                      .replace("<<.GroupBy>>", "namespace");
              return Stream.of(new Query(file, found), new Query(file, asked));
            });
  }

  private static Map<?, ?> read(String file) {
    Path path = Repository.path("rules/examples").resolve(file);
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.read(path));
  }

  private static Object at(Map<?, ?> map, String... path) {
    Object value = map;
    for (String key : path) {
      value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
    }
    return value;
  }

  private static Stream<Map<?, ?>> maps(Object list) {
    return ((List<?>) list).stream().map(Map.class::cast);
  }

  @Test
  void queries_areFoundInBothExamples() {
    assertThat(queries().map(Query::file).distinct()).hasSize(2);
    assertThat(queries()).hasSizeGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void query_isPromQlOverSeriesThatExist(Query query) throws IOException {
    assertThat(query.promQl()).doesNotContain("<<");
    assertThat(series.unknownIn(query.promQl())).isEmpty();
    Command check = check(query.promQl());
    assertThat(check.exitValue()).as(check.output()).isZero();
  }

  @Test
  void check_ofABrokenQuery_fails() throws IOException {
    assertThat(check("max(aionyx_forecast{)").exitValue()).isNotZero();
  }

  /** As a rule, since that is what promtool reads without a server. */
  private Command check(String promQl) throws IOException {
    var rule = Map.of("record", "example:query:value", "expr", promQl);
    var group = Map.of("name", "example", "rules", List.of(rule));
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, new Yaml().dump(Map.of("groups", List.of(group))));
    return Command.run(
        Peers.require(Tool.PROMTOOL), new ArrayList<>(List.of("check", "rules", rules.toString())));
  }

  /** KEDA takes one number, so a query that gives several would be refused while it runs. */
  @Test
  void kedaQueries_giveOneNumber() {
    assertThat(keda().map(Query::promQl))
        .allMatch(q -> Set.of("max", "sum").contains(q.substring(0, 3)));
  }
}
