package io.aionyx.app.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bill of materials that the build has written: licences by component. */
public record Bom(Map<String, List<String>> licences) {
  public static Bom read(Path file) {
    var licences = new TreeMap<String, List<String>>();
    try {
      for (JsonNode component : new ObjectMapper().readTree(file.toFile()).path("components")) {
        licences.put(
            component.path("group").asText()
                + ":"
                + component.path("name").asText()
                + ":"
                + component.path("version").asText(),
            alternatives(component.path("licenses")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Bom(licences);
  }

  private static List<String> alternatives(JsonNode licenses) {
    var alternatives = new ArrayList<String>();
    for (JsonNode one : licenses) {
      first(
              one.path("expression"),
              one.path("license").path("id"),
              one.path("license").path("name"))
          .ifPresent(alternatives::add);
    }
    return alternatives;
  }

  private static Optional<String> first(JsonNode... nodes) {
    return Arrays.stream(nodes).filter(JsonNode::isTextual).map(JsonNode::asText).findFirst();
  }
}
