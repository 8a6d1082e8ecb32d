package io.aionyx.bridge.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.config.DelegateConfig;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.kube.TestApi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Actions over HTTP, against the mock or the API server of {@code AIONYX_TEST_KUBECONFIG}: what
 * they send is understood, a rehearsal keeps nothing, and what is taken back is as it was.
 */
final class ActionsOnServerTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * One action and the place it shows in.
   *
   * @param on entity kind and name of the target, as {@code pod cart-0} or {@code Deployment web}
   * @param pointer what the change is to be seen by
   * @param restores whether a rollback brings it back
   */
  private record Row(
      String action,
      String on,
      Map<String, String> parameters,
      Resource resource,
      String name,
      String pointer,
      boolean restores) {
    @Override
    public String toString() {
      return action + " on " + on;
    }
  }

  static Stream<Row> rows() {
    Map<String, String> none = Map.of();
    String limit = "/containers/0/resources/limits/memory";
    return Stream.of(
        new Row("cordon-node", "node n1", none, Resource.NODES, "n1", "/spec/unschedulable", true),
        new Row("drain-node", "node n1", none, Resource.NODES, "n1", "/spec/unschedulable", true),
        new Row("evict-pod", "pod cart-0", none, Resource.PODS, "cart-0", "/metadata/uid", false),
        new Row(
            "isolate-pod", "pod cart-0", none, Resource.PODS, "cart-0", "/metadata/labels", true),
        new Row(
            "rollout-restart",
            "Deployment web",
            none,
            Resource.DEPLOYMENTS,
            "web",
            "/spec/template/metadata/annotations",
            false),
        new Row(
            "rollout-undo",
            "Deployment web",
            none,
            Resource.DEPLOYMENTS,
            "web",
            "/spec/template/metadata/labels/version",
            true),
        new Row(
            "scale-workload",
            "Deployment web",
            Map.of("increase", "50%"),
            Resource.DEPLOYMENTS,
            "web",
            "/spec/replicas",
            true),
        new Row(
            "scale-workload",
            "Deployment auto",
            Map.of("increase", "50%"),
            Resource.AUTOSCALERS,
            "auto",
            "/spec/minReplicas",
            true),
        new Row(
            "resize-resources",
            "Deployment web",
            Map.of("memory", "50%"),
            Resource.DEPLOYMENTS,
            "web",
            "/spec/template/spec" + limit,
            true),
        new Row(
            "resize-resources",
            "pod cart-0",
            Map.of("memory", "50%"),
            Resource.PODS,
            "cart-0",
            "/spec" + limit,
            true),
        new Row(
            "renew-certificate",
            "certificate tls",
            Map.of("emergency", "true"),
            Resource.CERTIFICATES,
            "tls",
            "/status/conditions",
            false),
        new Row(
            "sync-secret",
            "pod cart-0",
            Map.of("external_secret", "creds"),
            Resource.EXTERNAL_SECRETS,
            "creds",
            "/metadata/annotations",
            false),
        new Row(
            "hand-over-rollback",
            "Rollout canary",
            none,
            Resource.ROLLOUTS,
            "canary",
            "/status/abort",
            true),
        new Row(
            "job:example",
            "pod cart-0",
            Map.of("urls", "/a"),
            Resource.JOBS,
            "aionyx-0123456789abcdef",
            "/metadata/name",
            false));
  }

  private final TestApi api = TestApi.open();
  private final Actions actions =
      new Actions(
          api.cluster,
          api.namespace(),
          List.of(
              new DelegateConfig.Job(
                  "example",
                  Path.of("examples/delegates/warm-cache.yaml"),
                  Optional.empty(),
                  Duration.ofMinutes(5))));

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  @BeforeEach
  void build() {
    for (String node : List.of("n1", "n2")) {
      ObjectNode object = TestApi.named(api.unique(node));
      ready(object);
      object
          .withObject("/status/allocatable")
          .put("cpu", "8")
          .put("memory", "32Gi")
          .put("pods", "110");
      api.create(Resource.NODES, "Node", object);
    }
    ObjectNode cart = api.create(Resource.REPLICA_SETS, "ReplicaSet", replicaSet("cart", 2));
    for (int i = 0; i < 2; i++) {
      ObjectNode pod = TestApi.named("cart-" + i);
      pod.withObject("/metadata/labels").put("app", "cart");
      own(pod, "ReplicaSet", cart);
      pod.set("spec", podSpec());
      pod.withObject("/spec").put("nodeName", api.unique("n" + (i + 1)));
      ready(pod);
      pod.withObject("/status").put("phase", "Running");
      api.create(Resource.PODS, "Pod", pod);
    }
    ObjectNode web = api.create(Resource.DEPLOYMENTS, "Deployment", deployment("web"));
    ObjectNode earlier = replicaSet("web", 0);
    earlier.withObject("/metadata").put("name", "web-1");
    earlier.withObject("/metadata/annotations").put("deployment.kubernetes.io/revision", "1");
    earlier.withObject("/spec/template/metadata/labels").put("version", "1");
    own(earlier, "Deployment", web);
    api.create(Resource.REPLICA_SETS, "ReplicaSet", earlier);
    api.create(Resource.DEPLOYMENTS, "Deployment", deployment("auto"));
    ObjectNode scaler = TestApi.named("auto");
    scaler.withObject("/spec").put("minReplicas", 2).put("maxReplicas", 10);
    scaler
        .withObject("/spec/scaleTargetRef")
        .put("apiVersion", "apps/v1")
        .put("kind", "Deployment")
        .put("name", "auto");
    api.create(Resource.AUTOSCALERS, "HorizontalPodAutoscaler", scaler);
  }

  private static ObjectNode replicaSet(String name, int replicas) {
    ObjectNode set = TestApi.named(name);
    set.withObject("/spec").put("replicas", replicas);
    set.withObject("/spec/selector/matchLabels").put("app", name);
    set.withObject("/spec/template/metadata/labels").put("app", name);
    set.withObject("/spec/template").set("spec", podSpec());
    return set;
  }

  private static ObjectNode deployment(String name) {
    ObjectNode deployment = replicaSet(name, 4);
    deployment.withObject("/metadata/annotations").put("deployment.kubernetes.io/revision", "2");
    deployment.withObject("/spec/template/metadata/labels").put("version", "2");
    return deployment;
  }

  private static ObjectNode podSpec() {
    ObjectNode spec = Json.object();
    ObjectNode container = spec.putArray("containers").addObject();
    container.put("name", "main").put("image", "registry.k8s.io/pause:3.10");
    container.withObject("/resources/limits").put("memory", "512Mi").put("cpu", "500m");
    container.withObject("/resources/requests").put("memory", "64Mi").put("cpu", "50m");
    return spec;
  }

  private static void own(ObjectNode object, String kind, ObjectNode owner) {
    object
        .withObject("/metadata")
        .withArray("/ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", kind)
        .put("name", Manifest.name(owner))
        .put("uid", Manifest.uid(owner))
        .put("controller", true);
  }

  private static void ready(ObjectNode object) {
    object
        .withObject("/status")
        .putArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", "True")
        .put("reason", "Test")
        .put("lastTransitionTime", "2026-01-01T00:00:00Z");
  }

  /** What only a server with the right extensions can hold. */
  private void needs(Row row) {
    api.require(row.resource());
    if (row.action().equals("resize-resources") && row.resource().equals(Resource.PODS)) {
      api.requireMinor(33, "pods/resize");
    }
    switch (row.action()) {
      case "renew-certificate" -> {
        ObjectNode certificate = TestApi.named("tls");
        certificate.withObject("/spec").put("secretName", "tls").put("commonName", "a");
        certificate.withObject("/spec").putArray("dnsNames").add("a.example");
        certificate.withObject("/spec/issuerRef").put("name", "none");
        certificate
            .withObject("/status")
            .put("revision", 1)
            .put("notAfter", "2027-01-01T00:00:00Z");
        api.create(Resource.CERTIFICATES, "Certificate", certificate);
      }
      case "sync-secret" -> {
        ObjectNode secret = TestApi.named("creds");
        secret.withObject("/spec/secretStoreRef").put("name", "none");
        api.create(Resource.EXTERNAL_SECRETS, "ExternalSecret", secret);
      }
      case "hand-over-rollback" -> {
        ObjectNode canary = replicaSet("canary", 4);
        canary.withObject("/status").put("stableRS", "a").put("currentPodHash", "b");
        api.create(Resource.ROLLOUTS, "Rollout", canary);
      }
      default -> {}
    }
  }

  private Task task(Row row, Map<String, String> undo, Map<String, String> memo) {
    String[] on = row.on().split(" ");
    TreeMap<String, String> labels = new TreeMap<>();
    switch (on[0]) {
      case "node" -> labels.putAll(Map.of("entity_kind", "node", "node", api.unique(on[1])));
      case "pod" -> labels.putAll(Map.of("entity_kind", "pod", "pod", on[1]));
      case "certificate" -> labels.putAll(Map.of("entity_kind", "certificate", "name", on[1]));
      default ->
          labels.putAll(
              Map.of("entity_kind", "workload", "workload", on[1], "workload_kind", on[0]));
    }
    labels.put("namespace", api.namespace());
    Target target = Target.of(labels, Target.KINDS);
    Episode episode = new Episode("f", NOW, target, "oom", "2h", Duration.ofHours(2), "A", false);
    return new Task("0123456789abcdef", episode, row.parameters(), undo, memo, NOW, NOW);
  }

  private JsonNode seen(Row row) {
    boolean namespaced = row.resource().namespaced();
    String name = namespaced ? row.name() : api.unique(row.name());
    return api.cluster
        .get(row.resource(), namespaced ? api.namespace() : "", name)
        .<JsonNode>map(o -> o.at(row.pointer()))
        .orElseGet(Json.MAPPER::missingNode);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void action_overHttp_rehearsesActsAndTakesBack(Row row) {
    needs(row);
    Action action = actions.get(row.action());
    Preflight preflight = action.inspect(task(row, Map.of(), Map.of()));
    assertThat(preflight.blockers()).isEmpty();
    JsonNode before = seen(row);

    action.rehearse(task(row, preflight.undo(), Map.of()));
    assertThat(seen(row)).describedAs("a rehearsal keeps nothing").isEqualTo(before);

    Map<String, String> memo = new HashMap<>(Map.of("owner", preflight.owner()));
    Progress progress = action.apply(task(row, preflight.undo(), memo));
    for (int i = 0; i < 5 && progress instanceof Progress.More more; i++) {
      api.kubelet();
      memo.putAll(more.memo());
      progress = action.apply(task(row, preflight.undo(), memo));
    }
    api.kubelet();
    assertThat(progress).isInstanceOf(Progress.Done.class);
    assertThat(seen(row)).describedAs("it does something").isNotEqualTo(before);

    assertThat(action.verify(task(row, preflight.undo(), memo)).reason()).isNotBlank();
    assertThat(action.rollback(task(row, preflight.undo(), memo)).note()).isNotBlank();
    if (row.restores()) {
      assertThat(shown(seen(row))).describedAs("taken back").isEqualTo(shown(before));
    }
  }

  /** A switch that was never set is as good as one that is off. */
  private static String shown(JsonNode node) {
    return node.isMissingNode() || node.equals(BooleanNode.FALSE) ? "" : node.toString();
  }

  /** The server's own 429, from a budget that allows no disruption. */
  @Test
  void evict_budgetAllowsNothing_isNotNowAndThePodStays() {
    Row row = rows().filter(r -> r.action().equals("evict-pod")).findFirst().orElseThrow();
    ObjectNode budget = TestApi.named("cart");
    budget.withObject("/spec").put("minAvailable", 2);
    budget.withObject("/spec/selector/matchLabels").put("app", "cart");
    ObjectNode status = budget.withObject("/status");
    status.put("disruptionsAllowed", 0).put("currentHealthy", 2).put("desiredHealthy", 2);
    status.put("expectedPods", 2).put("observedGeneration", 1);
    api.create(Resource.DISRUPTION_BUDGETS, "PodDisruptionBudget", budget);
    Action action = actions.get("evict-pod");
    Map<String, String> undo = action.inspect(task(row, Map.of(), Map.of())).undo();
    JsonNode before = seen(row);

    assertThatThrownBy(() -> action.apply(task(row, undo, Map.of())))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.NOT_NOW));
    assertThat(seen(row)).isEqualTo(before);
  }

  /** Another's change between the look and the write: the version sent along does not fit. */
  @Test
  void scale_somebodyWritesInBetween_isAConflict() {
    Row row =
        rows()
            .filter(r -> r.toString().equals("scale-workload on Deployment web"))
            .findFirst()
            .orElseThrow();
    Action action = actions.get(row.action());
    Map<String, String> undo = action.inspect(task(row, Map.of(), Map.of())).undo();
    ObjectNode theirs = Json.object();
    theirs.withObject("/spec").put("replicas", 9);
    api.cluster.patch(Resource.DEPLOYMENTS, api.namespace(), "web", theirs, Commit.FOR_REAL);

    assertThatThrownBy(() -> action.apply(task(row, undo, Map.of())))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT));
    assertThat(seen(row).asInt()).isEqualTo(9);
  }
}
