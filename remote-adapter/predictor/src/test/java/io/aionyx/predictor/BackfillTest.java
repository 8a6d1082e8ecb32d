package io.aionyx.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.ConfigReader;
import io.aionyx.predictor.config.YamlDocument;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.ReadResponseEncoder;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in server with one volume that fills; a real one is read in the app's tests. */
@Timeout(60)
class BackfillTest {
  private static final Instant NOW = Instant.parse("2026-01-05T12:00:10Z");

  private final List<ReadQuery> asked = new ArrayList<>();
  private HttpServer server;
  private volatile int failures;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = answer(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(failures-- > 0 ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private byte[] answer(byte[] body) {
    try {
      byte[] message = new SnappyBlock().decode(body);
      ReadQuery query = ReadRequest.decode(message, 0, message.length).queries().getFirst();
      asked.add(query);
      var answer = new ReadResponseEncoder().startResult();
      for (String name : List.of("available", "capacity")) {
        answer
            .startSeries()
            .label("__name__", "kubelet_volume_stats_" + name + "_bytes")
            .label("namespace", "shop")
            .label("persistentvolumeclaim", "a");
        long first = Math.ceilDiv(query.startMillis(), 30_000L) * 30_000;
        for (long at = first; at <= query.endMillis(); at += 30_000) {
          double used = 0.9 - (NOW.toEpochMilli() - at) / 36_000_000.0;
          answer.sample(at, name.equals("capacity") ? 1 : 1 - used);
        }
        answer.endSeries();
      }
      return answer.endResult().toSnappy();
    } catch (WireException e) {
      throw new AssertionError(e);
    }
  }

  private Predictor started(String more) {
    Config config =
        new ConfigReader(Map.of())
            .read(
                YamlDocument.parse(
                    "test",
                    "listen: 127.0.0.1:0\nremote_read: [{url: 'http://127.0.0.1:%d/', window: 2h}]\n%s"
                        .formatted(server.getAddress().getPort(), more)));
    return Predictor.start(config, () -> config, InstantSource.fixed(NOW), _ -> Echo.models());
  }

  @Test
  void start_putsHistoryInPlaceBeforeTheFirstSample() {
    try (var predictor = started("")) {
      var latest = Objects.requireNonNull(predictor.latest());
      assertThat(latest.atMillis()).isEqualTo(NOW.toEpochMilli() - 10_000);
      assertThat(latest.entities()).containsEntry("pvc", 1);
      assertThat(predictor.forecasts().lines()).hasSize(3);
      assertThat(predictor.forecasts().lines().get(1).at(NOW.toEpochMilli() + 1_800_000))
          .isBetween(0.9, 1.0);
    }
  }

  @Test
  void start_asksInSmallRangesForSignalsOnly() {
    try (var predictor = started("")) {
      assertThat(predictor.port()).isPositive();
    }
    assertThat(asked).hasSizeBetween(12, 13);
    assertThat(asked)
        .allSatisfy(
            query -> {
              assertThat(query.endMillis() - query.startMillis()).isLessThan(600_000);
              assertThat(query.matchers().toString())
                  .contains("kubelet_volume_stats_capacity_bytes", "kube_pod_info");
            });
  }

  @Test
  void start_afterAPassingFailure_asksAgain() {
    failures = 1;
    try (var predictor = started("")) {
      assertThat(predictor.latest()).isNotNull();
    }
  }

  @Test
  void start_again_hasItsForecastsFromTheDisk(@TempDir Path folder) {
    String storage = "storage: {path: '%s'}\n".formatted(folder);
    double said;
    try (var predictor = started(storage)) {
      said = predictor.forecasts().lines().get(1).at(NOW.toEpochMilli() + 1_800_000);
    }
    asked.clear();
    try (var predictor = started(storage)) {
      assertThat(predictor.forecasts().lines()).hasSize(3);
      assertThat(predictor.forecasts().lines().get(1).at(NOW.toEpochMilli() + 1_800_000))
          .isEqualTo(said);
    }
    assertThat(asked).hasSizeLessThan(2); // what came since, and nothing of what was
  }

  @Test
  void start_withoutAServer_goesOnWithoutHistory() {
    server.stop(0);
    try (var predictor = started("")) {
      assertThat(predictor.latest()).isNull();
    }
  }
}
