package io.aionyx.plugin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.grafana.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A predictor and a bridge in one, with as many pods as one likes. */
public final class StubServices implements AutoCloseable {
  private static final double EVALUATED_AT = 1_760_000_000;

  private final HttpServer server;
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] predictions;
  private final List<String> posted = new CopyOnWriteArrayList<>();

  private StubServices(HttpServer server, int pods) {
    this.server = server;
    this.predictions = Json.bytes(predictions(pods));
    server.createContext("/", this::answer);
    server.setExecutor(calls);
    server.start();
  }

  public static StubServices with(int pods) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new StubServices(HttpServer.create(anyPort, 0), pods);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The app's settings that lead here. */
  public String settings() {
    return "{\"predictorUrl\":\"%1$s\",\"bridgeUrl\":\"%1$s\"}".formatted(url());
  }

  /** All POSTs, oldest first: on whose behalf, and the body. */
  public List<String> posted() {
    return List.copyOf(posted);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      posted.add(
          exchange.getRequestHeaders().getFirst("X-Aionyx-On-Behalf-Of")
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }
    byte[] body = body(exchange.getRequestURI().getPath());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private byte[] body(String path) {
    if (path.equals("/api/v1/predictions")) {
      return predictions;
    }
    if (path.startsWith("/api/v1/explanations/")) {
      return Json.bytes(success(prediction(1)));
    }
    if (path.equals("/api/v1/history")) {
      return Json.bytes(
          success(
              Map.of(
                  "history",
                  List.of(
                      Map.of("id", "1", "time", "2025-10-09T08:53:20Z", "action", "restart")))));
    }
    return Json.bytes(success(Map.of()));
  }

  private static Map<String, Object> success(Object data) {
    return Map.of("status", "success", "data", data);
  }

  private static Map<String, Object> predictions(int pods) {
    List<Object> all = new ArrayList<>();
    for (int pod = 0; pod < pods; pod++) {
      all.add(prediction(pod));
    }
    return success(Map.of("evaluatedAt", EVALUATED_AT, "predictions", all));
  }

  private static Map<String, Object> prediction(int pod) {
    double probability = pod % 1000 / 1000.0;
    return Map.of(
        "entityKind",
        "pod",
        "labels",
        Map.of(
            "cluster", "prod-eu-" + pod % 3,
            "namespace", "team-" + pod % 40,
            "pod", "checkout-7d9f8b6c5-" + Integer.toString(pod, 36)),
        "horizon",
        "2h",
        "failureMode",
        "any",
        "model",
        "pod-failure-2h",
        "probability",
        probability,
        "lower",
        probability * 0.9,
        "upper",
        Math.min(1, probability * 1.1),
        "etaSeconds",
        Map.of("10", 600, "50", 1440, "90", 4000),
        "contributions",
        List.of(
            Map.of("feature", "memory_headroom_slope_30m", "direction", "high", "share", 0.41),
            Map.of("feature", "restarts_6h", "direction", "high", "share", 0.59)));
  }

  @Override
  public void close() {
    server.stop(0);
    calls.shutdownNow();
  }
}
