package io.aionyx.app.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * A program that serves HTTP on a free loopback port, run as a child process with its output in a
 * log file.
 *
 * <p>It ends with {@link #close()} and, at the latest, with this JVM.
 */
public final class Server implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
  private static final int ATTEMPTS = 3;

  private final Process process;
  private final URI url;
  private final Path log;
  private final Thread hook;

  private Server(Process process, URI url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
    this.hook = new Thread(process::destroy, "stop-" + log.getFileName());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a program and waits until it answers.
   *
   * <p>A port that was free may be taken by another process a moment later; the program then ends
   * early and is started again on the next one.
   *
   * @param command the command line for a given port
   * @param readyPath answers 200 as soon as the program is ready
   * @param log where its output goes
   * @throws IllegalStateException with the end of the log, when it does not become ready
   */
  public static Server start(IntFunction<List<String>> command, String readyPath, Path log) {
    IllegalStateException failure = new IllegalStateException("not started");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return startOnce(command, readyPath, log);
      } catch (EndedEarlyException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private static Server startOnce(IntFunction<List<String>> command, String path, Path log) {
    int port = freePort();
    List<String> line = command.apply(port);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
              .start();
      Server server = new Server(process, URI.create("http://127.0.0.1:" + port), log);
      try {
        server.awaitReady(path);
        return server;
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + line.getFirst(), e);
    }
  }

  public URI url() {
    return url;
  }

  public URI url(String path) {
    return url.resolve(path);
  }

  public Path log() {
    return log;
  }

  private void awaitReady(String path) {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest probe = HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(5)).build();
      while (!answers(client, probe)) {
        if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new EndedEarlyException("ended with %d:%n%s".formatted(exitValue(), logEnd()));
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "not ready after %s:%n%s".formatted(READY_WITHIN, logEnd()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + url, e);
    }
  }

  private static boolean answers(HttpClient client, HttpRequest probe) throws InterruptedException {
    try {
      return client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private int exitValue() {
    return process.exitValue();
  }

  /** The last lines of the log, to put into a failure's message. */
  public String logEnd() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    forgetHook();
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running: it does what close() has just done.
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free loopback port", e);
    }
  }

  private static final class EndedEarlyException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    EndedEarlyException(String message) {
      super(message);
    }
  }
}
