package io.aionyx.app.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A real Prometheus and a real Alertmanager around a predictor.
 *
 * <p>The predictor has to know where Prometheus listens and the other way round, so the stack
 * starts first and is told of the predictor by {@link #connect}.
 *
 * <pre>{@code
 * try (Stack stack = Stack.start(toolbox, plan)) {
 *   // start a predictor that writes to stack.writeUrl(), then
 *   stack.connect(predictorUrl);
 * }
 * }</pre>
 */
public final class Stack implements AutoCloseable {
  private StackPlan plan;
  private final Server alertmanager;
  private final Server prometheus;

  private Stack(StackPlan plan, Server alertmanager, Server prometheus) {
    this.plan = plan;
    this.alertmanager = alertmanager;
    this.prometheus = prometheus;
  }

  /**
   * Starts both and waits until they are ready.
   *
   * @throws MissingToolException when one of them cannot be found
   * @throws IllegalStateException when one of them does not come up, with the end of its log
   */
  public static Stack start(Toolbox toolbox, StackPlan plan) {
    return start(toolbox.locate(Tool.PROMETHEUS).orThrow(), toolbox, plan);
  }

  /** As above, with a Prometheus of one's own choice. */
  public static Stack start(Path prometheusProgram, Toolbox toolbox, StackPlan plan) {
    Path alertmanagerProgram = toolbox.locate(Tool.ALERTMANAGER).orThrow();
    Server alertmanager = startAlertmanager(alertmanagerProgram, plan);
    try {
      Server prometheus = startPrometheus(prometheusProgram, plan, alertmanager.url());
      return new Stack(plan, alertmanager, prometheus);
    } catch (RuntimeException e) {
      alertmanager.close();
      throw e;
    }
  }

  /** Lets Prometheus send to the predictor, read its forecasts and scrape it, from now on. */
  public void connect(URI predictor) {
    write(
        plan.directory().resolve("prometheus.yml"),
        StackConfiguration.prometheus(plan, alertmanager.url(), Optional.of(predictor)));
    reload(prometheus, "Prometheus refused the predictor");
  }

  /**
   * Lets Alertmanager send to a bridge from now on, and Prometheus scrape it once the predictor is
   * connected.
   */
  public void attach(URI bridge) {
    plan = plan.withBridge(bridge);
    write(
        plan.directory().resolve("alertmanager.yml"),
        StackConfiguration.alertmanager(plan.webhook()));
    reload(alertmanager, "Alertmanager refused the bridge");
  }

  private static void reload(Server server, String refusal) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(server.url("/-/reload"))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(refusal + ": " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(server.url() + " is gone: " + server.logEnd(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reloading " + server.url(), e);
    }
  }

  public Server prometheus() {
    return prometheus;
  }

  public Server alertmanager() {
    return alertmanager;
  }

  /** Where the predictor writes to. */
  public URI writeUrl() {
    return prometheus.url("/api/v1/write");
  }

  /** Where the predictor reads history from. */
  public URI readUrl() {
    return prometheus.url("/api/v1/read");
  }

  @Override
  public void close() {
    try (alertmanager) {
      prometheus.close();
    }
  }

  private static Server startAlertmanager(Path program, StackPlan plan) {
    Path directory = plan.directory();
    Path config =
        write(
            directory.resolve("alertmanager.yml"), StackConfiguration.alertmanager(plan.webhook()));
    return Server.start(
        port ->
            List.of(
                program.toString(),
                "--config.file=" + config,
                "--storage.path=" + directory.resolve("alertmanager-data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="),
        "/-/ready",
        directory.resolve("alertmanager.log"));
  }

  private static Server startPrometheus(Path program, StackPlan plan, URI alertmanager) {
    Path directory = plan.directory();
    Path config =
        write(
            directory.resolve("prometheus.yml"),
            StackConfiguration.prometheus(plan, alertmanager, Optional.empty()));
    return Server.start(
        port ->
            List.of(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("prometheus-data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--web.enable-lifecycle"),
        "/-/ready",
        directory.resolve("prometheus.log"));
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
