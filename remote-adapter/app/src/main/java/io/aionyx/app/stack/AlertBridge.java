package io.aionyx.app.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * An alert-bridge in the middle of a {@link Stack}, as a child process: its Prometheus, its
 * Alertmanager and the one person it listens to are real, the cluster it acts on is a copy in its
 * memory.
 */
public final class AlertBridge implements AutoCloseable {
  /** Who approves. */
  static final String PERSON = "demo";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> program;
  private final Path folder;
  private final String token;
  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  private AlertBridge(List<String> program, Path folder, String token, Server server) {
    this.program = program;
    this.folder = folder;
    this.token = token;
    this.server = server;
  }

  /** What one gate said. */
  public record Verdict(String gate, String word, String reason) {}

  /**
   * One action for one prediction, as the bridge tells of it.
   *
   * @param plan hash of what a person agrees to
   * @param entity identity labels of what it is for
   * @param phase {@code awaiting_approval}, {@code verifying}, {@code succeeded} ...
   */
  public record Remediation(
      String id,
      String plan,
      String action,
      Map<String, String> entity,
      String phase,
      String reason,
      List<Verdict> gates) {
    public Remediation {
      entity = Map.copyOf(entity);
      gates = List.copyOf(gates);
    }
  }

  /**
   * Starts it and has Alertmanager send to it.
   *
   * @param program command line without arguments
   * @param folder for its configuration, memory and log; made if absent
   * @param cluster a Kubernetes List: what the copy begins with
   */
  public static AlertBridge start(List<String> program, Path folder, Stack stack, String cluster) {
    String token = UUID.randomUUID().toString();
    write(folder.resolve("token"), token);
    Path objects = write(folder.resolve("cluster.json"), cluster);
    Server server =
        Server.start(
            port ->
                with(
                    program,
                    "simulate",
                    "--config",
                    write(config(folder), StackConfiguration.bridge(port, stack, folder))
                        .toString(),
                    "--cluster",
                    objects.toString()),
            "/-/ready",
            folder.resolve("bridge.log"));
    try {
      stack.attach(server.url());
      return new AlertBridge(program, folder, token, server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Path config(Path folder) {
    return folder.resolve("bridge.yaml");
  }

  private static List<String> with(List<String> program, String... arguments) {
    var line = new ArrayList<>(program);
    line.addAll(List.of(arguments));
    return line;
  }

  /** The page for people. */
  public URI url() {
    return server.url();
  }

  /** All of them, the one that changed last first. */
  public List<Remediation> remediations() {
    JsonNode list = send(HttpRequest.newBuilder(server.url("/api/v1/history?limit=100")).GET());
    var remediations = new ArrayList<Remediation>();
    list.forEach(each -> remediations.add(remediation(each)));
    return remediations;
  }

  private static Remediation remediation(JsonNode node) {
    var entity = new TreeMap<String, String>();
    node.path("entity").properties().forEach(e -> entity.put(e.getKey(), e.getValue().asText()));
    var gates = new ArrayList<Verdict>();
    node.path("gates")
        .forEach(
            g -> gates.add(new Verdict(text(g, "gate"), text(g, "verdict"), text(g, "reason"))));
    return new Remediation(
        text(node, "id"),
        text(node, "plan"),
        text(node, "action"),
        entity,
        text(node, "phase"),
        text(node, "reason"),
        gates);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  /** Agrees to the plan as it was read, in the name of {@code demo}. */
  public void approve(Remediation remediation, String reason) {
    Map<String, String> decision =
        Map.of(
            "id",
            remediation.id(),
            "plan",
            remediation.plan(),
            "decision",
            "approve",
            "reason",
            reason);
    send(
        HttpRequest.newBuilder(server.url("/api/v1/approvals"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(decision).toString())));
  }

  /**
   * What {@code aionyx-bridge audit verify} says of its records, in one line, with Prometheus as
   * the witness of the chain's heads.
   */
  public String verifyAudit() {
    try {
      Process process =
          new ProcessBuilder(
                  with(
                      program,
                      "audit",
                      "verify",
                      "--witness",
                      "--config",
                      config(folder).toString()))
              .redirectErrorStream(true)
              .start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      return said.lines().reduce((_, last) -> last).orElse("no answer");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot verify the audit", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while verifying the audit", e);
    }
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.uri() + ": " + answer.body());
      }
      return JSON.readTree(answer.body()).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException("the bridge is gone: " + server.logEnd(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the bridge", e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    try (client) {
      server.close();
    }
  }
}
