package io.aionyx.grafana.host;

import io.aionyx.grafana.process.Handshake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The process of a plugin, with every line it has written. */
public final class PluginProcess {
  private final Process process;
  private final long startedNanos;
  private final List<String> standardOutput = new CopyOnWriteArrayList<>();
  private final List<String> standardError = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Handshake> handshake = new CompletableFuture<>();
  private volatile long handshakeNanos;

  private PluginProcess(Process process, long startedNanos) {
    this.process = process;
    this.startedNanos = startedNanos;
    Thread.ofVirtual().start(() -> readOutput(process.getInputStream()));
    Thread.ofVirtual().start(() -> copy(process.getErrorStream(), standardError::add));
  }

  static PluginProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    long now = System.nanoTime();
    return new PluginProcess(builder.start(), now);
  }

  private void readOutput(InputStream output) {
    copy(output, this::firstOrMore);
    handshake.completeExceptionally(
        new IllegalStateException("the plugin ended without a handshake: " + standardError));
  }

  private void firstOrMore(String line) {
    if (standardOutput.isEmpty()) {
      handshakeNanos = System.nanoTime();
      try {
        handshake.complete(Handshake.parse(line));
      } catch (IllegalArgumentException e) {
        handshake.completeExceptionally(e);
      }
    }
    standardOutput.add(line);
  }

  private static void copy(InputStream from, Consumer<String> to) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      lines.lines().forEach(to);
    } catch (IOException | UncheckedIOException ignored) {
      // the process is gone, and with it the pipe
    }
  }

  Handshake handshake(Duration limit) throws InterruptedException {
    try {
      return handshake.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      process.destroyForcibly();
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("no handshake within " + limit + ": " + standardError, e);
    }
  }

  /** From the start of the process to the end of its first line. */
  public Duration timeToHandshake() {
    return Duration.ofNanos(handshakeNanos - startedNanos);
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  public List<String> standardOutput() {
    return List.copyOf(standardOutput);
  }

  public List<String> standardError() {
    return List.copyOf(standardError);
  }

  /** The exit status of an ended process. */
  public int exitStatus() {
    return process.exitValue();
  }

  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGKILL, and waits for the end. */
  public void kill() throws InterruptedException {
    destroy();
    process.waitFor();
  }

  void destroy() {
    process.destroyForcibly();
  }
}
