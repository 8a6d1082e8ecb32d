package io.aionyx.bridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rights the chart can give are those the code uses: none missing, none to spare. */
class ChartRightsTest {
  private static final Path CHART = Path.of("../helm/aionyx/files/rbac.yaml");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void rights_ofEachAction_areThoseOfItsCard() throws IOException {
    JsonNode chart = YAML.readTree(Files.readString(CHART));
    Map<String, Set<String>> given = new TreeMap<>();
    chart.path("actions").properties().forEach(e -> given.put(e.getKey(), scoped(e.getValue())));
    given.put("leader-election", scoped(chart.path("always")));
    Map<String, Set<String>> used = new TreeMap<>();
    YAML.readTree(Rbac.text()).properties().forEach(e -> used.put(e.getKey(), rules(e.getValue())));

    assertThat(given).isEqualTo(used);
  }

  /** All scopes of an action together: where a right holds is the chart's to say. */
  private static Set<String> scoped(JsonNode scopes) {
    Set<String> all = new TreeSet<>();
    scopes.forEach(rules -> all.addAll(rules(rules)));
    return all;
  }

  private static Set<String> rules(JsonNode rules) {
    Set<String> all = new TreeSet<>();
    for (JsonNode rule : rules) {
      for (JsonNode verb : rule.path("verbs")) {
        all.add(
            rule.at("/apiGroups/0").asText()
                + "/"
                + rule.at("/resources/0").asText()
                + " "
                + verb.asText());
      }
    }
    return all;
  }
}
