package io.aionyx.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.aionyx.app.peers.Await;
import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.Peers.Release;
import io.aionyx.app.stack.PromQl;
import io.aionyx.app.stack.Server;
import io.aionyx.app.stack.Tool;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.ConfigReader;
import io.aionyx.predictor.config.YamlDocument;
import io.aionyx.predictor.lane.Finding;
import io.aionyx.predictor.lane.LaneCheck;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The forecast lane through a real Prometheus: what it asks for, what PromQL makes of the answers,
 * and what happens where a setting is wrong or the predictor is gone. The volume is simulated.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource(Release.class)
final class ForecastLaneIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String VOLUME = "aionyx_forecast{percentile=\"50\"}";

  @TempDir Path directory;

  private final Release release;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ReadQuery> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean hangs;
  private Predictor predictor;
  private HttpServer proxy;

  @SuppressWarnings("NullAway.Init") // each test starts its own
  private Server prometheus;

  @SuppressWarnings("NullAway.Init")
  private PromQl promQl;

  ForecastLaneIT(Release release) {
    this.release = release;
  }

  @BeforeEach
  void startPredictor() throws Exception {
    Peers.prometheus(release);
    var config =
        new ConfigReader(Map.of())
            .read(
                YamlDocument.parse(
                    "test",
                    "listen: 127.0.0.1:0\nclock: event\nforecast: {signals: [pvc.used_ratio]}\n"));
    predictor = Predictor.start(config);
    feed();
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.setExecutor(Executors.newCachedThreadPool());
    proxy.createContext(
        "/api/v1/read",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.addAll(queries(body));
            if (hangs) {
              await(over);
              return;
            }
            var answer = forward(body);
            answer
                .headers()
                .firstValue("Content-Type")
                .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
            answer
                .headers()
                .firstValue("Content-Encoding")
                .ifPresent(type -> exchange.getResponseHeaders().add("Content-Encoding", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
          }
        });
    proxy.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    if (promQl != null) {
      promQl.close();
    }
    if (prometheus != null) {
      prometheus.close();
    }
    if (proxy != null) {
      proxy.stop(0);
    }
    if (predictor != null) {
      predictor.close();
    }
    http.close();
  }

  /** Four hours of a volume that is half full in the beginning and gains a tenth an hour. */
  private void feed() throws Exception {
    long now = System.currentTimeMillis();
    var encoder = RemoteWrite.V1.newEncoder();
    for (long at = now - 4 * 3_600_000; at <= now; at += 30_000) {
      double used = 0.5 + (at - now + 4 * 3_600_000) / 36_000_000.0;
      sample(encoder, "kubelet_volume_stats_available_bytes", at, 1 - used);
      sample(encoder, "kubelet_volume_stats_capacity_bytes", at, 1);
    }
    var response =
        http.send(
            HttpRequest.newBuilder(predictor.url().resolve("/api/v1/write"))
                .header("Content-Type", RemoteWrite.V1.contentType())
                .header("Content-Encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(encoder.toSnappy()))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
  }

  private static void sample(
      io.aionyx.wire.WriteEncoder encoder, String name, long at, double value) {
    encoder.startSeries().label("__name__", name).label("namespace", "shop");
    encoder.label("persistentvolumeclaim", "data").sample(at, value).endSeries();
  }

  private static List<ReadQuery> queries(byte[] body) {
    try {
      byte[] message = new SnappyBlock().decode(body);
      return ReadRequest.decode(message, 0, message.length).queries();
    } catch (WireException e) {
      throw new AssertionError(e);
    }
  }

  private java.net.http.HttpResponse<byte[]> forward(byte[] body) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(predictor.url().resolve("/api/v1/read"))
              .header("Content-Type", "application/x-protobuf")
              .header("Content-Encoding", "snappy")
              .POST(BodyPublishers.ofByteArray(body))
              .build(),
          BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startPrometheus(String readRecent, String rules) {
    try {
      Files.writeString(directory.resolve("rules.yml"), rules);
      Files.writeString(
          directory.resolve("prometheus.yml"),
          """
          global: {evaluation_interval: 1s}
          rule_files: ['%s']
          remote_read:
            - url: http://127.0.0.1:%d/api/v1/read
          %s
              remote_timeout: 2s
              filter_external_labels: false
              required_matchers: {__name__: aionyx_forecast}
          """
              .formatted(directory.resolve("rules.yml"), proxy.getAddress().getPort(), readRecent));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Path program = Peers.prometheus(release);
    prometheus =
        Server.start(
            port ->
                List.of(
                    program.toString(),
                    "--config.file=" + directory.resolve("prometheus.yml"),
                    "--storage.tsdb.path=" + directory.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port),
            "/-/ready",
            directory.resolve("prometheus.log"));
    promQl = new PromQl(prometheus.url());
  }

  private static final String RECENT = "    read_recent: true";

  private ReadQuery askedBy(String query, Instant at) {
    asked.clear();
    assertThat(promQl.queryAt(query, at)).as(query).isNotEmpty();
    return asked.getLast();
  }

  @Test
  void promQl_looksAhead_inEveryWayItCan() {
    startPrometheus(RECENT, "groups: []\n");
    Instant now = Instant.now();
    long minute = 60_000;
    long nowMillis = now.toEpochMilli();

    ReadQuery instant = askedBy(VOLUME, now.plusSeconds(1800));
    assertThat(instant.endMillis()).isEqualTo(nowMillis + 30 * minute);
    assertThat(instant.startMillis()).isCloseTo(nowMillis + 25 * minute, within(1L));

    ReadQuery offset = askedBy(VOLUME + " offset -30m", now);
    assertThat(offset.endMillis()).isEqualTo(nowMillis + 30 * minute);
    assertThat(offset.startMillis()).isCloseTo(nowMillis + 25 * minute, within(1L));

    ReadQuery at = askedBy(VOLUME + " @ " + (nowMillis / 1000 + 1800), now);
    assertThat(at.endMillis()).isEqualTo((nowMillis / 1000 + 1800) * 1000);

    ReadQuery window = askedBy("max_over_time(" + VOLUME + "[30m] offset -30m)", now);
    assertThat(window.startMillis()).isCloseTo(nowMillis, within(1L));
    assertThat(window.endMillis()).isEqualTo(nowMillis + 30 * minute);
    assertThat(window.hints().orElseThrow().function()).isEqualTo("max_over_time");
    assertThat(window.hints().orElseThrow().rangeMillis()).isEqualTo(30 * minute);

    double soon = promQl.queryAt(VOLUME, now.plusSeconds(1800)).getFirst().value();
    double later = promQl.queryAt(VOLUME, now.plusSeconds(3600)).getFirst().value();
    assertThat(soon).isCloseTo(0.95, within(0.03));
    assertThat(later).isGreaterThan(soon);
  }

  @Test
  void promQl_rangeOverNow_isOneLineWithoutAGap() {
    startPrometheus(RECENT, "groups: []\n");
    long now = System.currentTimeMillis() / 1000;
    JsonNode data =
        promQl.get(
            "/api/v1/query_range?query=aionyx_forecast%%7Bpercentile%%3D%%2250%%22%%7D&start=%d&end=%d&step=60"
                .formatted(now - 3600, now + 3600));
    JsonNode values = data.at("/result/0/values");
    assertThat(values.size()).isEqualTo(121);
    assertThat(data.path("result").size()).isEqualTo(1);
    assertThat(asked.getLast().hints().orElseThrow().stepMillis()).isEqualTo(60_000);
  }

  @Test
  void promQl_ofAnythingElse_costsNoRead() {
    startPrometheus(RECENT, "groups: []\n");
    promQl.query("up");
    promQl.query("{__name__=~\"aionyx_.+\"}");
    assertThat(asked).isEmpty();
    assertThat(promQl.get("/api/v1/series?match[]=aionyx_forecast").size()).isEqualTo(3);
  }

  private static final String RULES =
      """
      groups:
        - name: ahead
          rules:
            - record: volume:forecast:max30m
              expr: max_over_time(aionyx_forecast{percentile="50"}[30m] offset -30m)
            - alert: VolumeWillBeFull
              expr: aionyx_forecast{percentile="50"} offset -30m > 0.92
      """;

  private boolean fires() {
    return promQl.get("/api/v1/alerts").path("alerts").findValuesAsText("state").contains("firing");
  }

  @Test
  void rules_onTheFuture_recordAndFireAndGoSilentWithThePredictor() {
    startPrometheus(RECENT, RULES);
    Await.until(
        "a recording rule",
        LIMIT,
        () -> promQl.query("volume:forecast:max30m").stream().findFirst());
    Await.until("a firing alert", LIMIT, () -> fires() ? Optional.of(true) : Optional.empty());

    predictor.close();

    Await.until("the silence", LIMIT, () -> fires() ? Optional.empty() : Optional.of(true));
    assertThat(promQl.get("/api/v1/rules").findValuesAsText("health")).containsOnly("ok");
  }

  @Test
  void query_ofAHungPredictor_takesAsLongAsItsTimeout() {
    startPrometheus(RECENT, "groups: []\n");
    hangs = true;
    long started = System.nanoTime();
    assertThat(promQl.query(VOLUME)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
  }

  private Finding check() {
    var forecasts =
        new Config.Forecasts(
            List.of(), 1, 1, Map.of(), Config.Server.of(prometheus.url()), List.of());
    try (var check = new LaneCheck(forecasts, predictor::forecasts, new PrometheusRegistry())) {
      return check.check();
    }
  }

  @Test
  void check_ofALaneThatWorks_isHealthy() {
    startPrometheus(RECENT, "groups: []\n");
    assertThat(check().verdict()).isEqualTo(Finding.Verdict.HEALTHY);
  }

  @Test
  void readRecent_thatIsMissing_goesUnnoticedUntilThereIsABlockAndIsThenNamed() throws Exception {
    startPrometheus("", "groups: []\n");
    assertThat(promQl.queryAt(VOLUME, Instant.now().plusSeconds(1800))).isNotEmpty();
    promQl.close();
    prometheus.close();
    makeOldBlock();

    startPrometheus("", "groups: []\n");
    assertThat(promQl.queryAt(VOLUME, Instant.now().plusSeconds(1800))).isEmpty();
    assertThat(check().words()).contains("read_recent must be true");
    promQl.close();
    prometheus.close();

    startPrometheus(RECENT, "groups: []\n");
    assertThat(promQl.queryAt(VOLUME, Instant.now().plusSeconds(1800))).isNotEmpty();
  }

  private void makeOldBlock() throws IOException {
    long start = System.currentTimeMillis() / 1000 - 3 * 86_400;
    var text = new StringBuilder("# TYPE old gauge\n");
    for (int i = 0; i < 100; i++) {
      text.append("old ").append(i).append(' ').append(start + i * 60).append('\n');
    }
    Path file = Files.writeString(directory.resolve("old.om"), text.append("# EOF\n"));
    Command.run(
        Peers.require(Tool.PROMTOOL),
        List.of(
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            file.toString(),
            directory.resolve("data").toString()));
  }
}
