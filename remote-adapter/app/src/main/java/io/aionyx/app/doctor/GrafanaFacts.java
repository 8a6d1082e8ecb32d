package io.aionyx.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Grafana tells.
 *
 * @param dashboards titles of those tagged {@code aionyx}
 * @param app the app's version, where it is installed and enabled
 */
record GrafanaFacts(
    String url, Fact<String> version, Fact<List<String>> dashboards, Fact<String> app) {
  private static final String APP = "/api/plugins/aionyx-failureprediction-app/settings";

  static GrafanaFacts read(Peer peer) {
    return new GrafanaFacts(
        peer.base(),
        Fact.of(() -> peer.json("/api/health").path("version").asText()),
        Fact.of(() -> titles(peer.json("/api/search?type=dash-db&tag=aionyx"))),
        Fact.of(() -> version(peer.json(APP))));
  }

  private static String version(JsonNode settings) {
    return settings.path("enabled").asBoolean()
        ? settings.path("info").path("version").asText()
        : "";
  }

  private static List<String> titles(JsonNode found) {
    var titles = new ArrayList<String>();
    found.forEach(one -> titles.add(one.path("title").asText()));
    return titles;
  }
}
