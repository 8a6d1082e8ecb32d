package io.aionyx.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule as Prometheus has it.
 *
 * @param error of its last evaluation; empty where it went well
 */
record LoadedRule(String name, String error) {
  static List<LoadedRule> of(JsonNode groups) {
    var rules = new ArrayList<LoadedRule>();
    for (JsonNode group : groups) {
      for (JsonNode rule : group.path("rules")) {
        rules.add(new LoadedRule(rule.path("name").asText(), rule.path("lastError").asText("")));
      }
    }
    return rules;
  }
}
