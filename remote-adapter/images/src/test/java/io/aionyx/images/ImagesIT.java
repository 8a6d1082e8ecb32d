package io.aionyx.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** The images of this build: their size and shape, and each of them run. */
class ImagesIT {
  private static final Path IMAGES = Path.of(System.getProperty("images.directory"));
  private static final long LIMIT_NANOS = Duration.ofMinutes(2).toNanos();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"predictor, 80", "alert-bridge, 60", "trainer, 80"})
  void image_isSmallAndRunsAsNobody(String name, int megabytes) throws Exception {
    Path tar = IMAGES.resolve(name + ".tar");
    Unpacked image = Unpacked.from(tar, folder);

    assertThat(Files.size(tar)).isLessThan(megabytes * 1_000_000L);
    assertThat(image.user()).isEqualTo("65532:65532");
    assertThat(image.environment()).containsEntry("ORT_DISABLE_TELEMETRY", "1");
    assertThat(image.root().resolve("bin/sh")).doesNotExist();
    assertThat(image.config().path("created").asText()).startsWith("1970-01-01");
  }

  @Test
  void secondBuild_givesTheSameDigests() throws Exception {
    List<String> first = Files.readAllLines(IMAGES.resolve("digests.txt"));

    List<ImageBuilder.Built> again =
        Main.build(
            Path.of(System.getProperty("images.root")),
            System.getProperty("images.version"),
            "this-machine",
            folder.resolve("elsewhere"));

    assertThat(again)
        .extracting(one -> one.digest() + "  " + one.tar().getFileName())
        .containsExactlyElementsOf(first);
    for (ImageBuilder.Built one : again) {
      assertThat(one.tar()).hasSameBinaryContentAs(IMAGES.resolve(one.tar().getFileName()));
    }
  }

  @Test
  void predictor_onAReadOnlyRoot_servesItsModelsAndTakesSamples() throws Exception {
    int port = freePort();
    Process process = run("predictor", Map.of("AIONYX_LISTEN", "127.0.0.1:" + port), "serve");
    try {
      awaitReady(process, port);
      assertThat(get(port, "/api/v1/models").body()).contains("pod-failure-2h", "node-anomaly");
      assertThat(emptyWrite(port)).isEqualTo(204);
    } finally {
      stop(process);
    }
  }

  @Test
  void bridge_onAReadOnlyRoot_keepsItsAuditOnTheVolume() throws Exception {
    requireNamespaces();
    int port = freePort();
    Unpacked image = Unpacked.from(IMAGES.resolve("alert-bridge.tar"), folder);
    Files.writeString(
        image.root().resolve("etc/aionyx/bridge.yaml"),
        """
        listen: 127.0.0.1:%d
        alertmanager: {url: "http://127.0.0.1:1"}
        storage: {path: /tmp/data}
        """
            .formatted(port));
    Process process =
        image.run(Map.of(), folder.resolve("log"), "serve", "--config", "/etc/aionyx/bridge.yaml");
    try {
      awaitReady(process, port);
      assertThat(get(port, "/metrics").body()).contains("aionyx_audit_chain_valid");
    } finally {
      stop(process);
    }
  }

  @Test
  void trainer_onAReadOnlyRoot_knowsItsCommands() throws Exception {
    Process process = run("trainer", Map.of(), "train", "--help");

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(log()).isZero();
    assertThat(log()).contains("Usage: aionyx train");
  }

  private Process run(String name, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    requireNamespaces();
    return Unpacked.from(IMAGES.resolve(name + ".tar"), folder)
        .run(environment, folder.resolve("log"), arguments);
  }

  private static void requireNamespaces() throws IOException, InterruptedException {
    if (!Unpacked.canRun()) {
      String reason = "images are run only as root where mount namespaces are allowed";
      System.err.println("SKIPPED, not tested: " + reason);
      throw new TestAbortedException(reason);
    }
  }

  private void awaitReady(Process process, int port) throws Exception {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (true) {
      try {
        if (get(port, "/-/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException _) {
        // not yet
      }
      assertThat(process.waitFor(200, TimeUnit.MILLISECONDS)).as(log()).isFalse();
      assertThat(System.nanoTime()).as("not ready: %s", log()).isLessThan(deadline);
    }
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Snappy of no bytes at all: one byte, a length of zero. */
  private static int emptyWrite(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/write"))
                  .header("Content-Type", "application/x-protobuf")
                  .header("Content-Encoding", "snappy")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0}))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
