package io.aionyx.bridge.prom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.config.Endpoint;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Alertmanager's API v2. */
public final class HttpAlerts implements Alerts {

  private static final String PATH = "/api/v2/alerts";

  private final HttpCalls calls;

  public HttpAlerts(Endpoint endpoint) {
    this.calls = new HttpCalls(endpoint);
  }

  @Override
  public List<String> suppressedBy(Episode episode) {
    Map<String, String> labels = new TreeMap<>(PromText.values(episode));
    labels.put("alertname", episode.alertName());
    StringBuilder path =
        new StringBuilder(PATH).append("?active=true&silenced=true&inhibited=true");
    labels.forEach(
        (name, value) ->
            path.append("&filter=").append(encode(name + "=" + PromText.quote(value))));
    List<String> holders = new ArrayList<>();
    for (JsonNode alert : get(path.toString())) {
      JsonNode status = alert.path("status");
      status.path("silencedBy").forEach(id -> holders.add("silence " + id.asText()));
      status.path("inhibitedBy").forEach(id -> holders.add("inhibited by " + id.asText()));
      status.path("mutedBy").forEach(id -> holders.add("muted by " + id.asText()));
    }
    return holders;
  }

  private JsonNode get(String path) {
    HttpCalls.Answer answer = calls.get(path);
    if (answer.status() != 200) {
      throw new UnavailableException("Alertmanager answered " + answer.status());
    }
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UnavailableException("Alertmanager answered no JSON", e);
    }
  }

  @Override
  public void raise(List<Raised> alerts) {
    ArrayNode body = Json.array();
    alerts.forEach(alert -> body.add(node(alert)));
    HttpCalls.Answer answer = calls.post(PATH, "application/json", Json.write(body));
    if (answer.status() / 100 != 2) {
      throw new UnavailableException("Alertmanager answered " + answer.status());
    }
  }

  private static ObjectNode node(Raised alert) {
    ObjectNode node = Json.object();
    node.set("labels", Json.MAPPER.valueToTree(alert.labels()));
    node.set("annotations", Json.MAPPER.valueToTree(alert.annotations()));
    node.put("startsAt", alert.startsAt().toString());
    node.put("endsAt", alert.endsAt().toString());
    return node;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
