package io.aionyx.bridge.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.config.DelegateConfig;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands work to a user's service by a signed call and asks it how far it has come.
 *
 * <p>{@code X-Aionyx-Signature: sha256=} HMAC-SHA256 over timestamp, a dot and the body; {@code
 * X-Aionyx-Timestamp}; {@code Idempotency-Key}. The service answers {@code {"status": "running |
 * succeeded | failed"}}, here and at the status address.
 */
final class CallWebhook implements Action {

  private static final int MAX_ANSWER_CHARS = 64 * 1024;

  private final DelegateConfig.Webhook hook;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  CallWebhook(DelegateConfig.Webhook hook) {
    this.hook = hook;
    secret();
  }

  @Override
  public Card card() {
    return new Card("webhook:" + hook.name(), Impact.DELEGATED, Set.of(), Set.of(), List.of());
  }

  @Override
  public Preflight inspect(Task task) {
    String owner = card().id() + "/" + task.target().key();
    return new Preflight(
        "url " + hook.url(), owner, Preflight.Population.untouched(owner), List.of(), Map.of());
  }

  @Override
  public void rehearse(Task task) {
    send(task, hook.url(), "rehearse", task.id() + "-rehearse");
  }

  @Override
  public Progress apply(Task task) {
    JsonNode answer = send(task, hook.url(), "apply", task.id());
    if (answer.path("status").asText().equals("failed")) {
      throw new ClusterException(Fault.INVALID, "the service says it failed");
    }
    return new Progress.Done("accepted by " + hook.url().getHost());
  }

  private JsonNode send(Task task, URI url, String verb, String key) {
    Map<String, Object> fields =
        Map.of("verb", verb, "action", card().id(), "case", RunJob.variables(task));
    String body = Json.canonical(Json.MAPPER.valueToTree(fields));
    String timestamp = Long.toString(task.now().getEpochSecond());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .header("X-Aionyx-Timestamp", timestamp)
            .header("X-Aionyx-Signature", "sha256=" + Signature.of(secret(), timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return exchange(request);
  }

  private JsonNode exchange(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(
              request.timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw ClusterException.ofStatus(answer.statusCode(), "from the service", Duration.ZERO);
      }
      String body = answer.body();
      boolean readable = !body.isBlank() && body.length() <= MAX_ANSWER_CHARS;
      return readable ? Json.MAPPER.readTree(body) : Json.object();
    } catch (JsonProcessingException e) {
      throw new ClusterException(Fault.UNKNOWN, "the service answered no JSON");
    } catch (IOException e) {
      throw new ClusterException(Fault.UNKNOWN, "the service does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException(Fault.UNKNOWN, "interrupted");
    }
  }

  private String secret() {
    try {
      return Files.readString(hook.secretFile()).strip();
    } catch (IOException e) {
      throw new io.aionyx.bridge.config.ConfigException(
          "delegates.webhooks." + hook.name() + ".secret_file cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Health verify(Task task) {
    if (hook.statusUrl().isEmpty()) {
      return new Health.Healthy("the service has no status address; its acceptance counts");
    }
    URI url = URI.create(hook.statusUrl().get().replace("{id}", task.id()));
    String status = exchange(HttpRequest.newBuilder(url).GET()).path("status").asText();
    return switch (status) {
      case "succeeded" -> new Health.Healthy("the service says it succeeded");
      case "failed" -> new Health.Broken("the service says it failed");
      default -> new Health.NotYet("the service says it is " + status);
    };
  }

  @Override
  public Progress rollback(Task task) {
    if (hook.rollbackUrl().isEmpty()) {
      return new Progress.Done("no rollback address is configured");
    }
    send(task, hook.rollbackUrl().get(), "rollback", task.id() + "-rollback");
    return new Progress.Done("rollback requested");
  }

  /** The service drops a repeated idempotency key. */
  @Override
  public boolean rollbackIsRepeatable() {
    return true;
  }
}
