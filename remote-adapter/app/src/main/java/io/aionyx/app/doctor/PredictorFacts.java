package io.aionyx.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What a predictor tells about itself.
 *
 * @param models names of what is loaded
 * @param ahead its clock, against this machine's, to the second
 */
record PredictorFacts(
    URI url,
    Fact<String> ready,
    Fact<Exposition> metrics,
    Fact<List<String>> models,
    Fact<Duration> ahead) {
  static PredictorFacts read(URI url, Peer peer, InstantSource clock) {
    return new PredictorFacts(
        url,
        Fact.of(() -> peer.text("/-/ready").strip()),
        Fact.of(() -> Exposition.parse(peer.text("/metrics"))),
        Fact.of(() -> names(peer.json("/api/v1/models").path("data").path("models"))),
        Fact.of(() -> Duration.between(clock.instant(), peer.date("/-/healthy"))));
  }

  private static List<String> names(JsonNode models) {
    var names = new ArrayList<String>();
    models.forEach(model -> names.add(model.path("name").asText()));
    return names;
  }
}
