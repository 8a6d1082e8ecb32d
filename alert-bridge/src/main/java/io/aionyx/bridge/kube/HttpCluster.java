package io.aionyx.bridge.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.json.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The cluster port over the Kubernetes client's HTTP layer, which brings addresses, certificates
 * and tokens. The typed DSL is left aside on purpose: it hides which request is sent, and for
 * evictions, scales and dry runs exactly that matters.
 */
public final class HttpCluster implements Cluster {

  private static final int PAGE = 500;

  private final KubernetesClient client;
  private final Duration timeout;

  public HttpCluster(KubernetesClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  @Override
  public Optional<ObjectNode> get(Resource resource, String namespace, String name) {
    try {
      return Optional.of(send("GET", path(resource, namespace, name), "", null));
    } catch (ClusterException e) {
      if (e.fault() == Fault.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<ObjectNode> list(
      Resource resource, String namespace, String labelSelector, String fieldSelector) {
    String query =
        "?limit="
            + PAGE
            + selector("labelSelector", labelSelector)
            + selector("fieldSelector", fieldSelector);
    List<ObjectNode> all = new ArrayList<>();
    String next = "";
    do {
      ObjectNode page = send("GET", path(resource, namespace, "") + query + next, "", null);
      page.path("items").forEach(item -> all.add((ObjectNode) item));
      String token = page.path("metadata").path("continue").asText("");
      next = token.isEmpty() ? "" : "&continue=" + encode(token);
    } while (!next.isEmpty());
    return all;
  }

  @Override
  public ObjectNode create(Resource resource, String namespace, ObjectNode object, Commit commit) {
    return send("POST", path(resource, namespace, "") + dryRun(commit), "application/json", object);
  }

  @Override
  public ObjectNode patch(
      Resource resource, String namespace, String name, ObjectNode mergePatch, Commit commit) {
    return send(
        "PATCH",
        path(resource, namespace, name) + dryRun(commit),
        "application/merge-patch+json",
        mergePatch);
  }

  @Override
  public void delete(Resource resource, String namespace, String name, String uid) {
    ObjectNode options = Json.object();
    options.put("kind", "DeleteOptions").put("apiVersion", "v1");
    options.put("propagationPolicy", "Background");
    options.putObject("preconditions").put("uid", uid);
    send("DELETE", path(resource, namespace, name), "application/json", options);
  }

  @Override
  public void evict(String namespace, String pod, String uid, Duration grace, Commit commit) {
    ObjectNode eviction = Json.object();
    eviction.put("apiVersion", "policy/v1").put("kind", "Eviction");
    eviction.putObject("metadata").put("name", pod).put("namespace", namespace);
    ObjectNode options = eviction.putObject("deleteOptions");
    options.putObject("preconditions").put("uid", uid);
    if (!grace.isNegative()) {
      options.put("gracePeriodSeconds", grace.toSeconds());
    }
    String path = path(Resource.PODS.sub("eviction"), namespace, pod) + dryRun(commit);
    send("POST", path, "application/json", eviction);
  }

  private static String path(Resource resource, String namespace, String name) {
    StringBuilder path =
        new StringBuilder(resource.group().isEmpty() ? "/api/" : "/apis/" + resource.group() + "/");
    path.append(resource.version());
    if (!namespace.isEmpty()) {
      path.append("/namespaces/").append(encode(namespace));
    }
    path.append('/').append(resource.plural());
    if (!name.isEmpty()) {
      path.append('/').append(encode(name));
    }
    return resource.subresource().isEmpty()
        ? path.toString()
        : path.append('/').append(resource.subresource()).toString();
  }

  private static String dryRun(Commit commit) {
    return commit == Commit.DRY_RUN ? "?dryRun=All" : "";
  }

  private static String selector(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + encode(value);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ObjectNode send(
      String method, String path, String contentType, @Nullable ObjectNode body) {
    String server = client.getMasterUrl().toString().replaceAll("/+$", "");
    HttpRequest.Builder request = client.getHttpClient().newHttpRequestBuilder().uri(server + path);
    request.header("Accept", "application/json");
    request.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (body == null) {
      request.method(method, null, null);
    } else {
      request.method(method, contentType, Json.write(body));
    }
    return answer(method + " " + path, exchange(method + " " + path, request.build()));
  }

  private HttpResponse<String> exchange(String what, HttpRequest request) {
    try {
      return client
          .getHttpClient()
          .sendAsync(request, String.class)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException(Fault.UNKNOWN, what + ": interrupted");
    } catch (ExecutionException e) {
      throw new ClusterException(Fault.UNKNOWN, what + ": " + e.getCause());
    } catch (TimeoutException e) {
      throw new ClusterException(Fault.UNKNOWN, what + ": no answer within " + timeout);
    }
  }

  private static ObjectNode answer(String what, HttpResponse<String> response) {
    JsonNode body = tree(response.body());
    if (response.code() / 100 == 2) {
      return body instanceof ObjectNode object ? object : Json.object();
    }
    String message = body.path("message").asText("");
    throw ClusterException.ofStatus(
        response.code(), what + ": " + message, retryAfter(response.header("Retry-After")));
  }

  private static JsonNode tree(@Nullable String text) {
    try {
      return Json.MAPPER.readTree(text == null ? "" : text);
    } catch (JsonProcessingException e) {
      return Json.object().put("message", "the answer is not JSON");
    }
  }

  private static Duration retryAfter(@Nullable String seconds) {
    return seconds != null && seconds.matches("\\d{1,4}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }
}
