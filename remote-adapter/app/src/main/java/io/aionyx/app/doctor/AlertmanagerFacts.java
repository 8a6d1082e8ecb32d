package io.aionyx.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;

/** What an Alertmanager tells about itself. */
record AlertmanagerFacts(
    String url, Fact<String> version, Fact<Routing> routing, Fact<Exposition> metrics) {
  static AlertmanagerFacts read(Peer peer) {
    Fact<JsonNode> status = Fact.of(() -> peer.json("/api/v2/status"));
    return new AlertmanagerFacts(
        peer.base(),
        status.map(of -> of.path("versionInfo").path("version").asText()),
        status.map(of -> Routing.of(of.path("config").path("original").asText())),
        Fact.of(() -> Exposition.parse(peer.text("/metrics"))));
  }
}
