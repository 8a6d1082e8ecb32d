package io.aionyx.predictor.lane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the wrong setting in the configuration that a Prometheus says it runs with. */
final class Diagnosis {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String METRIC = "aionyx_forecast";

  private final Map<String, String> knownExternalLabels;

  Diagnosis(Map<String, String> knownExternalLabels) {
    this.knownExternalLabels = knownExternalLabels;
  }

  /**
   * @param config the text of {@code /api/v1/status/config}
   * @param warnings of the query that found nothing
   */
  String of(String config, List<String> warnings) {
    JsonNode root;
    try {
      root = YAML.readTree(config);
    } catch (JsonProcessingException e) {
      return "its configuration cannot be read: " + e.getOriginalMessage();
    }
    List<JsonNode> entries = ours(root.path("remote_read"));
    if (entries.isEmpty()) {
      return "remote_read has no url that ends in /api/v1/read of this predictor";
    }
    var faults = new ArrayList<String>();
    for (JsonNode entry : entries) {
      String fault = fault(entry, root.path("global").path("external_labels"));
      if (!fault.isEmpty()) {
        faults.add(entry.path("url").asText() + ": " + fault);
      }
    }
    if (faults.size() == entries.size()) {
      return String.join("; ", faults);
    }
    return warnings.isEmpty()
        ? "remote_read looks right; is its url that of this predictor?"
        : "remote_read does not get through, look at "
            + suspect(String.join("; ", warnings).toLowerCase(Locale.ROOT))
            + " of it: "
            + String.join("; ", warnings);
  }

  /** The setting that Prometheus' words point to. */
  private static String suspect(String warnings) {
    if (warnings.contains("401") || warnings.contains("403")) {
      return "basic_auth or authorization";
    }
    if (warnings.contains("x509") || warnings.contains("tls") || warnings.contains("certificate")) {
      return "tls_config and the scheme of the url";
    }
    if (warnings.contains("deadline") || warnings.contains("timeout")) {
      return "remote_timeout";
    }
    return "the url";
  }

  private static List<JsonNode> ours(JsonNode entries) {
    var ours = new ArrayList<JsonNode>();
    for (JsonNode entry : entries) {
      if (entry.path("url").asText().endsWith("/api/v1/read")) {
        ours.add(entry);
      }
    }
    return ours;
  }

  private String fault(JsonNode entry, JsonNode externalLabels) {
    if (!entry.path("read_recent").asBoolean(false)) {
      return "read_recent must be true; without it nothing is asked once Prometheus has a block";
    }
    for (var matcher : entry.path("required_matchers").properties()) {
      if (!matcher.getKey().equals("__name__") || !matcher.getValue().asText().equals(METRIC)) {
        return "required_matchers asks for %s=\"%s\"; it must be {__name__: %s} or absent"
            .formatted(matcher.getKey(), matcher.getValue().asText(), METRIC);
      }
    }
    return filtered(entry, externalLabels);
  }

  /** The external labels become matchers, which our series then have to meet. */
  private String filtered(JsonNode entry, JsonNode externalLabels) {
    if (!entry.path("filter_external_labels").asBoolean(true)) {
      return "";
    }
    for (var label : externalLabels.properties()) {
      String known = knownExternalLabels.get(label.getKey());
      if (!label.getValue().asText().equals(known)) {
        return ("filter_external_labels must be false, or the external label %s=\"%s\" be named in"
                + " forecast.external_labels of the predictor")
            .formatted(label.getKey(), label.getValue().asText());
      }
    }
    return "";
  }
}
