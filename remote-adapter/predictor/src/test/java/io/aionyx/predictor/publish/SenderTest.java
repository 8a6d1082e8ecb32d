package io.aionyx.predictor.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.series.Labels;
import io.aionyx.predictor.config.Config.Authorization;
import io.aionyx.predictor.config.Config.Target;
import io.aionyx.predictor.config.Secret;
import io.aionyx.predictor.telemetry.Telemetry;
import io.aionyx.wire.RemoteWrite;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SenderTest {
  private Receiver receiver;
  private final Telemetry telemetry = new Telemetry("test", "");

  @BeforeEach
  void start() throws Exception {
    receiver = new Receiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private Sender sender(Target target) {
    return new Sender(target, InstantSource.system(), new Random(1), telemetry);
  }

  private static Target target(URI url, RemoteWrite protocol, Authorization authorization) {
    return new Target(
        "t",
        url,
        protocol,
        Duration.ofSeconds(20),
        100,
        10,
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofSeconds(20),
        authorization,
        Map.of("X-Scope-OrgID", "team"),
        null);
  }

  private Target target() {
    return target(receiver.url(), RemoteWrite.V1, new Authorization.None());
  }

  private static List<Point> points(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Point(Labels.of("__name__", "x", "i", "" + i), 1000, i))
        .toList();
  }

  private double sent(String result) {
    return telemetry.registry().scrape("aionyx_remote_write_sent_samples"::equals).stream()
        .flatMap(snapshot -> snapshot.getDataPoints().stream())
        .filter(point -> result.equals(point.getLabels().get("result")))
        .mapToDouble(
            point ->
                ((io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot)
                        point)
                    .getValue())
        .sum();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for a minute").isLessThan(deadline);
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  @Test
  void send_firstVersion_hasItsHeadersAndBody() throws Exception {
    try (var sender = sender(target())) {
      sender.add(points(3));
      var request = receiver.await(1).get(0);

      assertThat(request.header("Content-type")).isEqualTo("application/x-protobuf");
      assertThat(request.header("Content-encoding")).isEqualTo("snappy");
      assertThat(request.header("X-prometheus-remote-write-version")).isEqualTo("0.1.0");
      assertThat(request.header("X-scope-orgid")).isEqualTo("team");
      await(() -> sent("success") == 3);
    }
  }

  @Test
  void send_secondVersion_countsWhatTheTargetWrote() throws Exception {
    receiver.tell(204, Map.of(RemoteWrite.SAMPLES_WRITTEN_HEADER, "2"));
    try (var sender = sender(target(receiver.url(), RemoteWrite.V2, new Authorization.None()))) {
      sender.add(points(3));
      var request = receiver.await(1).get(0);

      assertThat(request.header("Content-type")).contains("io.prometheus.write.v2.Request");
      await(() -> sent("success") == 2 && sent("failed") == 1);
    }
  }

  @Test
  void send_secondVersionToAnOldTarget_countsAsFailed() throws Exception {
    receiver.tell(204, Map.of());
    try (var sender = sender(target(receiver.url(), RemoteWrite.V2, new Authorization.None()))) {
      sender.add(points(3));
      await(() -> sent("failed") == 3);

      assertThat(sender.health().message()).contains("does not speak remote-write 2.0");
    }
  }

  @Test
  void send_serverError_isRepeatedWithTheSameBytes() throws Exception {
    receiver.tell(500, Map.of()).tell(503, Map.of()).tell(502, Map.of());
    try (var sender = sender(target())) {
      sender.add(points(3));
      var requests = receiver.await(4);

      assertThat(requests.get(3).body()).isEqualTo(requests.get(0).body());
      await(() -> sent("success") == 3);
      assertThat(sent("failed")).isZero();
      assertThat(telemetry.total("aionyx_remote_write_retries")).isEqualTo(3);
    }
  }

  @Test
  void send_tooManyRequests_waitsAsLongAsAsked() throws Exception {
    receiver.tell(429, Map.of("Retry-After", "1"));
    long start = System.nanoTime();
    try (var sender = sender(target())) {
      sender.add(points(1));
      receiver.await(2);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void send_refusedData_isNeverRepeated() throws Exception {
    receiver.tell(400, Map.of()).tell(404, Map.of());
    try (var sender = sender(target())) {
      sender.add(points(20));
      await(() -> sent("failed") == 20);

      assertThat(sender.health().good()).isFalse();
      assertThat(sender.health().message()).isEqualTo("HTTP 404: told so");
    }
    assertThat(receiver.count()).isEqualTo(2);
  }

  @Test
  void send_hungTarget_isLeftAfterTheTimeoutAndAskedAgain() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var hung =
          new Target(
              "t",
              URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
              RemoteWrite.V1,
              Duration.ofMillis(50),
              100,
              10,
              Duration.ofMillis(1),
              Duration.ofMillis(2),
              Duration.ofMillis(100),
              new Authorization.None(),
              Map.of(),
              null);
      try (var sender = sender(hung)) {
        sender.add(points(3));
        await(() -> telemetry.total("aionyx_remote_write_retries") >= 2);
        assertThat(sender.health().good()).isFalse();
      }
    }
    assertThat(sent("dropped")).isEqualTo(3);
  }

  @Test
  void send_nobodyThere_dropsTheOldestBeyondTheQueue() throws Exception {
    URI gone = receiver.url();
    receiver.close();
    var sender =
        sender(
            new Target(
                "t",
                gone,
                RemoteWrite.V1,
                Duration.ofSeconds(1),
                100,
                10,
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ZERO,
                new Authorization.None(),
                Map.of(),
                null));
    sender.add(points(90));
    await(() -> telemetry.total("aionyx_remote_write_retries") >= 1);
    sender.add(points(60));
    // 10 of the first are in flight, 80 wait, 60 come: 40 have to go
    assertThat(sent("dropped")).isEqualTo(40);
    assertThat(sender.pending()).isEqualTo(100);

    sender.close();
    assertThat(sent("dropped")).isEqualTo(150);
  }

  @Test
  void close_samplesWaiting_areSentFirst() {
    var sender = sender(target());
    sender.add(points(95));
    sender.close();

    assertThat(sent("success")).isEqualTo(95);
    assertThat(receiver.count()).isEqualTo(10);
  }

  @Test
  void authorization_secretsFromFiles_areReadAtEachRequest(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "one\n");
    var bearer = new Authorization.Bearer(new Secret.FromFile(token));
    try (var sender = sender(target(receiver.url(), RemoteWrite.V1, bearer))) {
      sender.add(points(1));
      assertThat(receiver.await(1).get(0).header("Authorization")).isEqualTo("Bearer one");
      Files.writeString(token, "two");
      sender.add(points(1));
      assertThat(receiver.await(1).get(0).header("Authorization")).isEqualTo("Bearer two");
    }
    var basic = new Authorization.Basic("me", new Secret.FromEnvironment("P", Map.of("P", "pw")));
    try (var sender = sender(target(receiver.url(), RemoteWrite.V1, basic))) {
      sender.add(points(1));
      assertThat(receiver.await(1).get(0).header("Authorization")).isEqualTo("Basic bWU6cHc=");
    }
  }

  @Test
  void writeBack_oneTargetAway_doesNotHoldUpTheOther() throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:1/");
    var away =
        new Target(
            "away",
            nowhere,
            RemoteWrite.V1,
            Duration.ofSeconds(1),
            10,
            10,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ZERO,
            new Authorization.None(),
            Map.of(),
            null);
    try (var writeBack =
        new WriteBack(List.of(away, target()), InstantSource.system(), new Random(1), telemetry)) {
      writeBack.add(points(3));
      receiver.await(1);
      await(() -> !writeBack.health().get(0).good());
      assertThat(writeBack.health().get(1).good()).isTrue();
    }
  }
}
