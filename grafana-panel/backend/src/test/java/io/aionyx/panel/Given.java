package io.aionyx.panel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aionyx.grafana.AppSettings;
import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.Query;
import io.aionyx.grafana.ResourceRequest;
import io.aionyx.grafana.ResourceResponse;
import io.aionyx.grafana.Role;
import io.aionyx.grafana.TimeRange;
import io.aionyx.grafana.User;
import io.aionyx.grafana.frame.Frame;
import io.aionyx.grafana.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests of tests, in short. */
final class Given {
  static final Map<String, String> TOKENS =
      Map.of("predictorToken", "p-token", "bridgeToken", "b-token");

  private Given() {}

  static PluginContext context(Map<String, Object> settings, @Nullable User user) {
    return new PluginContext(
        1,
        "",
        "aionyx-failureprediction-app",
        "",
        "",
        Map.of(),
        user,
        new AppSettings(settings, TOKENS, Instant.EPOCH),
        null);
  }

  static User user(String login, Role role) {
    return new User(login, login, login + "@example.org", role);
  }

  static PluginContext editor(StubUpstream upstream) {
    return context(
        Map.of("predictorUrl", upstream.url(), "bridgeUrl", upstream.url() + "/"),
        user("ada", Role.EDITOR));
  }

  static ResourceRequest get(PluginContext context, String url) {
    return request(context, "GET", url, "");
  }

  static ResourceRequest post(PluginContext context, String url, String body) {
    return request(context, "POST", url, body);
  }

  private static ResourceRequest request(
      PluginContext context, String method, String url, String body) {
    String path = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
    Map<String, List<String>> forged = Map.of("x-grafana-user", List.of("mallory"));
    return new ResourceRequest(context, method, path, url, forged, body.getBytes(UTF_8));
  }

  static Map<String, Object> json(ResourceResponse response) {
    return Json.object(response.body());
  }

  static Query query(String type, Map<String, Object> model) {
    TimeRange range = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    return new Query("A", type, range, 100, Duration.ofSeconds(15), model);
  }

  /** The values of a frame by field name, as its JSON form tells them. */
  static Map<String, List<?>> columns(Frame frame) {
    Map<String, Object> json = Json.object(frame.json());
    List<Map<String, Object>> fields = Loose.objects(json.get("schema"), "fields");
    List<List<?>> values = new ArrayList<>();
    for (Object column :
        (List<?>) Loose.objects(json.get("data")).getFirst().getOrDefault("values", List.of())) {
      values.add((List<?>) column);
    }
    Map<String, List<?>> columns = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      Object percentile =
          fields.get(i).get("labels") instanceof Map<?, ?> labels ? labels.get("percentile") : null;
      String suffix = percentile == null ? "" : "@" + percentile;
      columns.put(fields.get(i).get("name") + suffix, values.get(i));
    }
    return columns;
  }

  static final String PREDICTIONS =
      """
      {"status":"success","data":{"evaluatedAt":1700000000,"predictions":[
       {"entityKind":"pod","labels":{"cluster":"c","namespace":"shop","pod":"cart-1"},
        "horizon":"2h","failureMode":"oom","model":"m","probability":0.83,"lower":0.74,
        "upper":0.9,"etaSeconds":{"10":600,"50":1440,"90":4000},
        "contributions":[
          {"feature":"memory_headroom_slope_30m","direction":"low","share":0.7},
          {"feature":"other","direction":"high","share":0.3}]},
       {"entityKind":"node","labels":{"cluster":"c","node":"n1"},"horizon":"2h",
        "probability":0.2,"lower":null,"etaSeconds":null},
       {"entityKind":"node","labels":{"cluster":"d","node":"n2"},"horizon":"30m",
        "probability":0.6,"lower":0.5,"upper":0.7}]}}
      """;
}
