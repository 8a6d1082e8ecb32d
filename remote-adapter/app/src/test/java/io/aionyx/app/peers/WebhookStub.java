package io.aionyx.app.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the alert bridge will stand: takes Alertmanager's webhooks and remembers them. */
public final class WebhookStub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Alert> received = new CopyOnWriteArrayList<>();

  /** One alert of one call. */
  public record Alert(String status, Map<String, String> labels, Map<String, String> annotations) {
    static Alert of(JsonNode alert) {
      return new Alert(
          alert.path("status").asText(),
          strings(alert.path("labels")),
          strings(alert.path("annotations")));
    }

    private static Map<String, String> strings(JsonNode object) {
      Map<String, String> strings = new TreeMap<>();
      object.properties().forEach(e -> strings.put(e.getKey(), e.getValue().asText()));
      return strings;
    }
  }

  public WebhookStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            body.path("alerts").forEach(alert -> received.add(Alert.of(alert)));
            exchange.sendResponseHeaders(202, -1);
          }
        });
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/alertmanager");
  }

  /** Everything received up to now, in order. */
  public List<Alert> received() {
    return new ArrayList<>(received);
  }

  /** The latest word on an alert with a status and with at least these labels. */
  public Optional<Alert> latest(String status, Map<String, String> labels) {
    return received().reversed().stream()
        .filter(alert -> alert.status().equals(status))
        .filter(alert -> alert.labels().entrySet().containsAll(labels.entrySet()))
        .findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
