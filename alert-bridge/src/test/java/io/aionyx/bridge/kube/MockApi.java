package io.aionyx.bridge.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.MergePatch;
import io.aionyx.bridge.json.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * The CRUD mock, corrected where it differs from a real API server: evictions, dry runs,
 * subresources, and field selectors. Every request is noted as {@code METHOD path}.
 */
final class MockApi extends KubernetesMixedDispatcher implements AutoCloseable {

  private final KubernetesMockServer server;
  final KubernetesClient client;
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Answers evictions with this status instead of doing them; 0 does them. */
  volatile int evictionStatus;

  /** Answers everything with this status; 0 for normal work. */
  volatile int everythingStatus;

  /** Answers nothing before this is down to zero. */
  volatile CountDownLatch answersAfter = new CountDownLatch(0);

  /** Is told before and after each eviction that is meant. */
  volatile Consumer<String> onEviction = when -> {};

  /** Is told before and after each patch that is meant. */
  volatile Consumer<Patch> onPatch = patch -> {};

  /** One side of a patch. */
  record Patch(String when, String path, String body) {}

  private MockApi(Map<ServerRequest, Queue<ServerResponse>> responses) {
    super(responses);
    server = new KubernetesMockServer(new Context(), new MockWebServer(), responses, this, false);
    server.init();
    client = KubeClients.open(server.createClient().getConfiguration(), 5_000);
  }

  static MockApi start() {
    return new MockApi(new HashMap<>());
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    requests.add(request.getMethod() + " " + request.getPath());
    stall();
    String path = request.getPath();
    String plain = path.replaceAll("\\?.*", "");
    if (everythingStatus != 0) {
      return status(everythingStatus, "simulated");
    }
    if (plain.endsWith("/eviction")) {
      return evict(request, plain.replace("/eviction", ""), path.contains("dryRun"));
    }
    if (path.contains("dryRun=All")) {
      return rehearse(request, plain);
    }
    if (path.contains("fieldSelector=")) {
      return filtered(request, path);
    }
    boolean list = request.getMethod().equals("GET") && path.contains("?limit=");
    RecordedRequest real = to(request, request.getMethod(), subless(list ? plain : path));
    if (!request.getMethod().equals("PATCH")) {
      return super.dispatch(real);
    }
    // Read before the mock does, which leaves nothing.
    String body = new String(request.getBody().getBytes(), StandardCharsets.UTF_8);
    onPatch.accept(new Patch("before", path, body));
    MockResponse patched = merge(request, subless(path), Json.read(body, ObjectNode.class));
    onPatch.accept(new Patch("after", path, body));
    return patched;
  }

  /** As RFC 7386 has it, with which the mock takes liberties: it keeps nulls and merges lists. */
  private MockResponse merge(RecordedRequest request, String path, ObjectNode patch) {
    MockResponse found = super.dispatch(to(request, "GET", path));
    if (found.code() != 200) {
      return status(404, "not found");
    }
    ObjectNode object = (ObjectNode) text(found);
    String wanted = patch.at("/metadata/resourceVersion").asText();
    if (!wanted.isEmpty() && !wanted.equals(object.at("/metadata/resourceVersion").asText())) {
      return status(409, "the object has been modified");
    }
    MergePatch.apply(object, patch);
    return super.dispatch(
        new RecordedRequest(
            request.getHttpVersion(),
            HttpMethod.PUT,
            path,
            request.getHeaders(),
            new Buffer(Json.write(object).getBytes(StandardCharsets.UTF_8))));
  }

  private void stall() {
    try {
      answersAfter.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String subless(String path) {
    return path.replaceAll("/(status|scale|resize)$", "");
  }

  private static RecordedRequest to(RecordedRequest from, String method, String path) {
    return new RecordedRequest(
        from.getHttpVersion(), HttpMethod.valueOf(method), path, from.getHeaders(), from.getBody());
  }

  private MockResponse evict(RecordedRequest request, String pod, boolean dryRun) {
    if (evictionStatus != 0) {
      return status(evictionStatus, "Cannot evict pod as it would violate the disruption budget")
          .setHeader("Retry-After", "10");
    }
    MockResponse found = super.dispatch(to(request, "GET", pod));
    if (found.code() != 200) {
      return status(404, "pod not found");
    }
    String wanted =
        Json.read(request.getUtf8Body(), ObjectNode.class)
            .at("/deleteOptions/preconditions/uid")
            .asText();
    if (!text(found).at("/metadata/uid").asText().equals(wanted)) {
      return status(409, "the uid does not fit");
    }
    if (isProtected(request, (ObjectNode) text(found), pod)) {
      return status(429, "Cannot evict pod as it would violate the pod's disruption budget.");
    }
    if (!dryRun) {
      onEviction.accept("before");
      super.dispatch(to(request, "DELETE", pod));
      replace(request, (ObjectNode) text(found), pod.substring(0, pod.lastIndexOf('/')));
      onEviction.accept("after");
    }
    return status(201, "evicted");
  }

  /** Whether a disruption budget that allows none selects the pod. */
  private boolean isProtected(RecordedRequest request, ObjectNode pod, String path) {
    String namespace = path.replaceAll(".*/namespaces/([^/]+)/.*", "$1");
    String budgets = "/apis/policy/v1/namespaces/" + namespace + "/poddisruptionbudgets";
    JsonNode labels = pod.at("/metadata/labels");
    for (JsonNode budget : text(super.dispatch(to(request, "GET", budgets))).path("items")) {
      boolean selects =
          budget.at("/spec/selector/matchLabels").properties().stream()
              .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
      if (selects && budget.at("/status/disruptionsAllowed").asInt() == 0) {
        return true;
      }
    }
    return false;
  }

  /** Plays the controller: a pod that has an owner is replaced by one of another name. */
  private void replace(RecordedRequest request, ObjectNode gone, String pods) {
    if (!gone.at("/metadata/ownerReferences").isEmpty()) {
      ObjectNode fresh = gone.deepCopy();
      ObjectNode metadata = fresh.withObject("/metadata");
      metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp"));
      metadata.put("name", metadata.path("name").asText() + "-again");
      fresh.withObject("/spec").remove("nodeName"); // where it goes is a scheduler's business
      Buffer body = new Buffer(Json.write(fresh).getBytes(StandardCharsets.UTF_8));
      super.dispatch(
          new RecordedRequest(
              request.getHttpVersion(), HttpMethod.POST, pods, request.getHeaders(), body));
    }
  }

  private MockResponse rehearse(RecordedRequest request, String plain) {
    if (request.getMethod().equals("POST")) {
      return status(201, "rehearsed");
    }
    MockResponse found = super.dispatch(to(request, "GET", subless(plain)));
    return found.code() == 200 ? status(200, "rehearsed") : status(404, "not found");
  }

  private MockResponse filtered(RecordedRequest request, String path) {
    String node = path.replaceAll(".*spec.nodeName%3D([^&]+).*", "$1");
    MockResponse all = super.dispatch(to(request, "GET", path.replaceAll("\\?.*", "")));
    ObjectNode list = (ObjectNode) text(all);
    ArrayNode kept = Json.array();
    for (JsonNode item : list.path("items")) {
      if (item.at("/spec/nodeName").asText().equals(node)) {
        kept.add(item);
      }
    }
    list.set("items", kept);
    return new MockResponse().setResponseCode(200).setBody(Json.write(list));
  }

  private static JsonNode text(MockResponse response) {
    return Json.read(
        new String(response.getBody().getBytes(), StandardCharsets.UTF_8), ObjectNode.class);
  }

  private static MockResponse status(int code, String message) {
    ObjectNode body = Json.object().put("kind", "Status").put("code", code).put("message", message);
    return new MockResponse().setResponseCode(code).setBody(Json.write(body));
  }

  /** The API server goes away; the client stays. */
  void stopServer() {
    server.destroy();
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
  }
}
