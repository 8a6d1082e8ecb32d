package io.aionyx.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a Prometheus tells about itself and what it holds.
 *
 * @param receives whether it takes remote-write
 * @param metrics its own
 * @param present series now, by name, of the metrics that signals need
 * @param predictions series of {@code aionyx_failure_probability} now
 * @param forecasts points of {@code aionyx_forecast} ten minutes ahead
 * @param written series now whose name starts with {@code aionyx_}
 * @param held all series in its head
 * @param ahead its clock, against this machine's
 * @param nodeOffset the greatest offset that any node's time daemon reports, in seconds; empty
 *     where none does
 */
record PrometheusFacts(
    String url,
    Fact<String> version,
    Fact<Remote.Lanes> lanes,
    Fact<Boolean> receives,
    Fact<Exposition> metrics,
    Fact<List<LoadedRule>> rules,
    Fact<List<String>> alertmanagers,
    Fact<Map<String, Double>> present,
    Fact<Double> predictions,
    Fact<Double> forecasts,
    Fact<Double> written,
    Fact<Double> held,
    Fact<Duration> ahead,
    Fact<OptionalDouble> nodeOffset) {

  static PrometheusFacts read(Peer peer, Collection<String> metrics, InstantSource clock) {
    return new PrometheusFacts(
        peer.base(),
        Fact.of(() -> data(peer, "/api/v1/status/buildinfo").path("version").asText()),
        Fact.of(() -> Remote.Lanes.of(data(peer, "/api/v1/status/config").path("yaml").asText())),
        Fact.of(() -> receives(data(peer, "/api/v1/status/flags"))),
        Fact.of(() -> Exposition.parse(peer.text("/metrics"))),
        Fact.of(() -> LoadedRule.of(data(peer, "/api/v1/rules").path("groups"))),
        Fact.of(() -> urls(data(peer, "/api/v1/alertmanagers").path("activeAlertmanagers"))),
        Fact.of(() -> present(peer, metrics)),
        Fact.of(() -> number(peer, "count(aionyx_failure_probability)").orElse(0)),
        Fact.of(() -> numberAt(peer, "count(aionyx_forecast)", clock, Duration.ofMinutes(10))),
        Fact.of(() -> number(peer, "count({__name__=~\"aionyx_.+\"})").orElse(0)),
        Fact.of(
            () -> data(peer, "/api/v1/status/tsdb").path("headStats").path("numSeries").asDouble()),
        Fact.of(() -> ahead(peer, clock)),
        Fact.of(() -> number(peer, "max(abs(node_timex_offset_seconds))")));
  }

  /** Older releases had it behind a feature flag. */
  private static boolean receives(JsonNode flags) {
    return flags.path("web.enable-remote-write-receiver").asText().equals("true")
        || flags.path("enable-feature").asText().contains("remote-write-receiver");
  }

  private static List<String> urls(JsonNode active) {
    var urls = new ArrayList<String>();
    active.forEach(one -> urls.add(one.path("url").asText()));
    return urls;
  }

  private static Map<String, Double> present(Peer peer, Collection<String> metrics) {
    String names = String.join("|", metrics.stream().sorted().toList());
    var present = new TreeMap<String, Double>();
    for (JsonNode row : rows(peer, "count by (__name__) ({__name__=~\"" + names + "\"})", "")) {
      present.put(row.path("metric").path("__name__").asText(), value(row));
    }
    return present;
  }

  private static double numberAt(
      Peer peer, String expression, InstantSource clock, Duration later) {
    String time = "&time=" + clock.instant().plus(later).getEpochSecond();
    JsonNode rows = rows(peer, expression, time);
    return rows.isEmpty() ? 0 : value(rows.get(0));
  }

  private static OptionalDouble number(Peer peer, String expression) {
    JsonNode rows = rows(peer, expression, "");
    return rows.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value(rows.get(0)));
  }

  /** Half the round trip is taken to be the way there. */
  private static Duration ahead(Peer peer, InstantSource clock) {
    long asked = clock.millis();
    double theirs = data(peer, "/api/v1/query?query=time()").path("result").path(1).asDouble();
    long here = (asked + clock.millis()) / 2;
    return Duration.ofMillis(Math.round(theirs * 1000) - here);
  }

  private static JsonNode rows(Peer peer, String expression, String more) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return data(peer, "/api/v1/query?query=" + query + more).path("result");
  }

  private static double value(JsonNode row) {
    return row.path("value").path(1).asDouble();
  }

  private static JsonNode data(Peer peer, String path) {
    return peer.json(path).path("data");
  }
}
