package io.aionyx.grafana.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * hashicorp/go-plugin itself as the host, built from source where Go and the Debian package {@code
 * golang-github-hashicorp-go-plugin-dev} are installed. Elsewhere the test is skipped, loudly.
 */
public final class GoPeer {
  private static final Path GO_PATH = Path.of("/usr/share/gocode");
  private static final Path GO_PLUGIN = GO_PATH.resolve("src/github.com/hashicorp/go-plugin");
  private static final long BUILD_LIMIT_SECONDS = 300;
  private static final long RUN_LIMIT_SECONDS = 120;

  private final Path binary;

  private GoPeer(Path binary) {
    this.binary = binary;
  }

  /** What a run gave: the answers by method, and what the host logged. */
  public record Run(
      long connectedMillis, Map<String, List<byte[]>> answers, long killMillis, String log) {
    /** The first message of a method's answer. */
    public byte[] answer(String method) {
      return requireNonNull(answers.get(method), method).getFirst();
    }
  }

  /** Builds the peer, or skips the test. */
  public static GoPeer orSkip() throws IOException, InterruptedException {
    if (!Files.isDirectory(GO_PLUGIN) || !goInstalled()) {
      String missing =
          "SKIPPED: no real go-plugin host here;"
              + " install golang-go and golang-github-hashicorp-go-plugin-dev";
      System.err.println(missing);
      abort(missing);
    }
    return new GoPeer(build());
  }

  private static boolean goInstalled() {
    try {
      return new ProcessBuilder("go", "version").start().waitFor() == 0;
    } catch (IOException ignored) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static synchronized Path build() throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of("target/go-peer").toAbsolutePath());
    Path binary = directory.resolve("peer");
    Path source = directory.resolve("main.go");
    try (InputStream main = GoPeer.class.getResourceAsStream("/go-peer/main.go")) {
      Files.copy(main, source, StandardCopyOption.REPLACE_EXISTING);
    }
    ProcessBuilder go =
        new ProcessBuilder("go", "build", "-o", binary.toString(), source.toString())
            .redirectErrorStream(true);
    go.environment().put("GO111MODULE", "off");
    go.environment().put("GOPATH", GO_PATH.toString());
    go.environment().put("GOFLAGS", "");
    go.environment().put("GOCACHE", directory.resolve("cache").toString());
    Process process = go.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(BUILD_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return binary;
  }

  /** Starts the plugin with an environment of nothing but what is given, and makes the calls. */
  public Run run(List<String> plugin, Map<String, String> environment, Map<String, Message> calls)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(binary.toString());
    command.addAll(plugin);
    Path log = Files.createTempFile(Path.of("target/go-peer"), "log", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (OutputStream input = process.getOutputStream()) {
      for (Map.Entry<String, Message> call : calls.entrySet()) {
        String hex = HexFormat.of().formatHex(call.getValue().toByteArray());
        input.write((call.getKey() + " " + hex + "\n").getBytes(UTF_8));
      }
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(RUN_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    String logged = Files.readString(log);
    assertThat(process.exitValue()).as(output + logged).isZero();
    return read(output, logged);
  }

  private static Run read(String output, String log) {
    long connected = 0;
    long killed = 0;
    Map<String, List<byte[]>> answers = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "CONNECTED" -> connected = Long.parseLong(words[1]);
        case "KILLED" -> killed = Long.parseLong(words[1]);
        default ->
            answers.put(
                words[1],
                List.of(words).subList(2, words.length).stream()
                    .map(HexFormat.of()::parseHex)
                    .toList());
      }
    }
    return new Run(connected, answers, killed, log);
  }
}
