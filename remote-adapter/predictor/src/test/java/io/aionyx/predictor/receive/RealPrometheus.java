package io.aionyx.predictor.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A real Prometheus as a receiver of remote-write, on a free port and an empty folder. */
final class RealPrometheus implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private RealPrometheus(Path binary, Path folder) throws IOException {
    port = freePort();
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "scrape_configs: []\n");
    process =
        new ProcessBuilder(
                binary.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  /** The one on the path, ready to take requests; empty if there is none. */
  static Optional<RealPrometheus> start(Path folder) throws IOException {
    Optional<Path> binary = onPath();
    if (binary.isEmpty()) {
      return Optional.empty();
    }
    RealPrometheus prometheus = new RealPrometheus(binary.get(), folder);
    prometheus.awaitReady();
    return Optional.of(prometheus);
  }

  private static Optional<Path> onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException {
    Instant deadline = Instant.now().plusSeconds(60);
    while (status(HttpRequest.newBuilder(uri("/-/ready")).build()) != 200) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        close();
        throw new IOException("prometheus did not become ready");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  int majorVersion() throws IOException {
    String text = get(HttpRequest.newBuilder(uri("/api/v1/status/buildinfo")).build());
    int at = text.indexOf("\"version\":\"") + "\"version\":\"".length();
    return Integer.parseInt(text.substring(at, text.indexOf('.', at)));
  }

  int write(byte[] body, String contentType, String encoding) {
    return status(
        HttpRequest.newBuilder(uri("/api/v1/write"))
            .header("Content-Type", contentType)
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  /** The body of an answer to a remote-read request. */
  byte[] read(byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/v1/read"))
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private int status(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private String get(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
