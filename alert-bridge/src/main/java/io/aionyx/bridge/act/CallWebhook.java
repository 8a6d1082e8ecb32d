package io.aionyx.bridge.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.config.ConfigException;
import io.aionyx.bridge.config.DelegateConfig;
import io.aionyx.bridge.domain.Durations;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Printable;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Hands work to a user's service by a signed call and asks it how far it has come.
 *
 * <p>{@code X-Aionyx-Signature: sha256=} HMAC-SHA256 over timestamp, a dot and the body; {@code
 * X-Aionyx-Timestamp}; {@code Idempotency-Key}. A poll is signed as well, over an empty body. The
 * service answers {@code {"status": "running | succeeded | failed"}}, here and at the status
 * address.
 */
final class CallWebhook implements Action {

  private static final HttpResponse.BodyHandler<String> BODY =
      HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), 64 * 1024);

  private final DelegateConfig.Webhook hook;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  CallWebhook(DelegateConfig.Webhook hook) {
    this.hook = hook;
    if (!Files.isReadable(hook.secretFile())) {
      throw new ConfigException(
          "delegates.webhooks."
              + hook.name()
              + ".secret_file cannot be read: "
              + hook.secretFile());
    }
  }

  @Override
  public Card card() {
    return new Card("webhook:" + hook.name(), Impact.DELEGATED, Set.of(), Map.of(), List.of());
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
    return exchange(
        signed(task, url, body)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder signed(Task task, URI url, String body) {
    String timestamp = Long.toString(task.now().getEpochSecond());
    return HttpRequest.newBuilder(url)
        .header("X-Aionyx-Timestamp", timestamp)
        .header("X-Aionyx-Signature", "sha256=" + Signature.of(secret(), timestamp, body));
  }

  private JsonNode exchange(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.sendAsync(request.build(), BODY).get(10, TimeUnit.SECONDS);
      if (answer.statusCode() / 100 != 2) {
        throw ClusterException.ofStatus(answer.statusCode(), "from the service", Duration.ZERO);
      }
      return answer.body().isBlank() ? Json.object() : Json.MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new ClusterException(Fault.UNKNOWN, "the service answered no JSON");
    } catch (ExecutionException | TimeoutException e) {
      throw new ClusterException(Fault.UNKNOWN, "the service does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException(Fault.UNKNOWN, "interrupted");
    }
  }

  /** Read anew for each call, so that it can be rotated; without it nothing is sent. */
  private String secret() {
    try {
      return Files.readString(hook.secretFile()).strip();
    } catch (IOException e) {
      throw new ClusterException(Fault.INVALID, "the secret cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Health verify(Task task) {
    if (hook.statusUrl().isEmpty()) {
      return new Health.Healthy("the service has no status address; its acceptance counts");
    }
    URI url = URI.create(hook.statusUrl().get().replace("{id}", task.id()));
    String status = exchange(signed(task, url, "").GET()).path("status").asText();
    boolean late = task.elapsed().compareTo(hook.deadline()) > 0;
    return switch (status) {
      case "succeeded" -> new Health.Healthy("the service says it succeeded");
      case "failed" -> new Health.Broken("the service says it failed");
      default ->
          late
              ? new Health.Broken("not done within " + Durations.format(hook.deadline()))
              : new Health.NotYet("the service says it is " + Printable.of(status));
    };
  }

  @Override
  public Duration patience() {
    return hook.deadline().plusMinutes(1);
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
