package io.aionyx.predictor.receive;

import io.aionyx.wire.RemoteWrite;
import io.javalin.Javalin;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A write door on a free port, with a clock that stands still and a sink that remembers. */
final class RunningDoor implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");

  final RecordingIngest ingest = new RecordingIngest();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Javalin server;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningDoor(WriteLimits limits) {
    this(limits, InstantSource.fixed(NOW));
  }

  RunningDoor(WriteLimits limits, InstantSource clock) {
    WriteDoor door = new WriteDoor(limits, ingest, new DoorMetrics(registry), clock);
    server =
        Javalin.create(
                config -> {
                  config.showJavalinBanner = false;
                  door.mount(config);
                })
            .start("127.0.0.1", 0);
  }

  int port() {
    return server.port();
  }

  /** Sends a body with a length in front. */
  HttpResponse<String> post(RemoteWrite version, byte[] body) {
    return send(
        "POST",
        BodyPublishers.ofByteArray(body),
        "Content-Type",
        version.contentType(),
        "Content-Encoding",
        "snappy");
  }

  /** Sends a body in chunks, as Go does when it does not know the length. */
  HttpResponse<String> postChunked(RemoteWrite version, byte[] body) {
    return send(
        "POST",
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
        "Content-Type",
        version.contentType(),
        "Content-Encoding",
        "snappy");
  }

  HttpResponse<String> send(String method, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + WriteDoor.PATH))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  double rejected(String reason) {
    return counter("aionyx_ingest_rejected_samples", reason);
  }

  double rejectedRequests(String reason) {
    return counter("aionyx_ingest_rejected_requests", reason);
  }

  double ignored(String reason) {
    return counter("aionyx_ingest_ignored_samples", reason);
  }

  double ingested(String protocol) {
    return counter("aionyx_ingested_samples", protocol);
  }

  double unsorted() {
    return counter("aionyx_ingest_unsorted_series", null);
  }

  private double counter(String name, @org.jspecify.annotations.Nullable String label) {
    List<Double> values = new ArrayList<>();
    registry.scrape(found -> found.equals(name)).stream()
        .map(CounterSnapshot.class::cast)
        .flatMap(snapshot -> snapshot.getDataPoints().stream())
        .filter(point -> label == null || point.getLabels().getValue(0).equals(label))
        .forEach(point -> values.add(point.getValue()));
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Override
  public void close() {
    server.stop();
  }
}
