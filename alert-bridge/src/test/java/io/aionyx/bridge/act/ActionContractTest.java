package io.aionyx.bridge.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.config.DelegateConfig;
import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Json;
import io.aionyx.bridge.sim.SimulatedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every action must do, played with each of them on a simulated cluster. */
final class ActionContractTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** One way to use an action; some need several to touch all their rights. */
  record Play(String action, Map<String, String> labels, Map<String, String> parameters) {
    @Override
    public String toString() {
      return action + " on " + labels.get("entity_kind") + labels.getOrDefault("workload_kind", "");
    }
  }

  private final SimulatedCluster cluster = new SimulatedCluster();
  private final RecordingCluster recording = new RecordingCluster(cluster);
  private final Actions actions =
      new Actions(
          recording,
          "aionyx",
          List.of(
              new DelegateConfig.Job(
                  "example",
                  Path.of("examples/delegates/warm-cache.yaml"),
                  Optional.empty(),
                  Duration.ofMinutes(5))));

  static Stream<Play> plays() {
    Map<String, String> pod = Map.of("entity_kind", "pod", "namespace", "shop", "pod", "cart-0");
    Map<String, String> node = Map.of("entity_kind", "node", "node", "n1");
    Map<String, String> certificate =
        Map.of("entity_kind", "certificate", "namespace", "shop", "name", "tls");
    Map<String, String> resize = Map.of("memory", "50%", "cpu", "50%");
    return Stream.of(
        new Play("evict-pod", pod, Map.of("grace", "30s")),
        new Play("resize-resources", pod, resize),
        new Play("resize-resources", workload("Deployment", "web"), resize),
        new Play("resize-resources", workload("StatefulSet", "db"), resize),
        new Play("resize-resources", workload("DaemonSet", "agent"), resize),
        new Play("isolate-pod", pod, Map.of()),
        new Play("rollout-restart", workload("Deployment", "web"), Map.of()),
        new Play("rollout-restart", workload("StatefulSet", "db"), Map.of()),
        new Play("rollout-restart", workload("DaemonSet", "agent"), Map.of()),
        new Play("rollout-restart", workload("Rollout", "canary"), Map.of()),
        new Play("rollout-undo", workload("Deployment", "web"), Map.of()),
        new Play("scale-workload", workload("Deployment", "web"), Map.of("increase", "50%")),
        new Play("scale-workload", workload("StatefulSet", "db"), Map.of("increase", "50%")),
        new Play("scale-workload", workload("Deployment", "auto"), Map.of("increase", "50%")),
        new Play("hand-over-rollback", workload("Rollout", "canary"), Map.of()),
        new Play("cordon-node", node, Map.of()),
        new Play("drain-node", node, Map.of()),
        new Play("restart-node-local-dns", node, Map.of()),
        new Play("renew-certificate", certificate, Map.of("emergency", "true")),
        new Play("sync-secret", pod, Map.of("external_secret", "creds")),
        new Play("job:example", pod, Map.of("urls", "/a")));
  }

  private static Map<String, String> workload(String kind, String name) {
    return Map.of(
        "entity_kind", "workload", "namespace", "shop", "workload", name, "workload_kind", kind);
  }

  @BeforeEach
  void build() {
    for (int i = 0; i < 3; i++) {
      ObjectNode pod = SimulatedCluster.pod("cart-" + i, "cart", "n" + (i + 1));
      container(pod.withObject("/spec"));
      cluster.put(Resource.PODS, "shop", pod);
      cluster.put(Resource.NODES, "", SimulatedCluster.node("n" + (i + 1)));
    }
    ObjectNode dns = SimulatedCluster.pod("node-local-dns-x", "dns", "n1");
    dns.withObject("/metadata/labels").put("k8s-app", "node-local-dns");
    ((ObjectNode) dns.at("/metadata/ownerReferences/0")).put("kind", "DaemonSet");
    cluster.put(Resource.PODS, "kube-system", dns);
    deployments();
    others();
  }

  private void deployments() {
    ObjectNode web = SimulatedCluster.deployment("web", 4);
    web.withObject("/metadata/annotations").put("deployment.kubernetes.io/revision", "2");
    container(web.withObject("/spec/template/spec"));
    ObjectNode stored = cluster.put(Resource.DEPLOYMENTS, "shop", web);
    ObjectNode set = Json.object();
    set.withObject("/metadata").put("name", "web-1");
    set.withObject("/metadata/labels").put("app", "web");
    set.withObject("/metadata/annotations").put("deployment.kubernetes.io/revision", "1");
    set.withObject("/metadata")
        .withArray("/ownerReferences")
        .addObject()
        .put("controller", true)
        .put("uid", Manifest.uid(stored));
    set.withObject("/spec/template/metadata/labels")
        .put("app", "web")
        .put("pod-template-hash", "1");
    cluster.put(Resource.REPLICA_SETS, "shop", set);
    cluster.put(Resource.DEPLOYMENTS, "shop", SimulatedCluster.deployment("auto", 4));
    for (String[] more : new String[][] {{"db", "StatefulSet"}, {"agent", "DaemonSet"}}) {
      ObjectNode object = SimulatedCluster.deployment(more[0], 4);
      container(object.withObject("/spec/template/spec"));
      cluster.put(Resource.workload(more[1]), "shop", object);
    }
    ObjectNode scaler = Json.object();
    scaler.withObject("/metadata").put("name", "auto-hpa");
    scaler.withObject("/spec").put("minReplicas", 2).put("maxReplicas", 10);
    scaler.withObject("/spec/scaleTargetRef").put("kind", "Deployment").put("name", "auto");
    cluster.put(Resource.AUTOSCALERS, "shop", scaler);
  }

  private void others() {
    ObjectNode canary = SimulatedCluster.deployment("canary", 4);
    canary
        .withObject("/status")
        .put("stableRS", "a")
        .put("currentPodHash", "b")
        .put("availableReplicas", 4);
    cluster.put(Resource.ROLLOUTS, "shop", canary);
    ObjectNode certificate = Json.object();
    certificate.withObject("/metadata").put("name", "tls");
    certificate.withObject("/status").put("revision", 1).put("notAfter", "2027-01-01T00:00:00Z");
    cluster.put(Resource.CERTIFICATES, "shop", certificate);
    ObjectNode secret = Json.object();
    secret.withObject("/metadata").put("name", "creds");
    cluster.put(Resource.EXTERNAL_SECRETS, "shop", secret);
  }

  private static void container(ObjectNode spec) {
    ObjectNode container = spec.putArray("containers").addObject().put("name", "main");
    container.withObject("/resources/limits").put("memory", "512Mi").put("cpu", "500m");
    container.withObject("/resources/requests").put("memory", "256Mi").put("cpu", "250m");
  }

  private static Task task(Play play, Map<String, String> undo, Map<String, String> memo) {
    Target target = Target.of(new TreeMap<>(play.labels()), Target.KINDS);
    Episode episode = new Episode("f", NOW, target, "oom", "2h", Duration.ofHours(2), "A", false);
    return new Task("0123456789abcdef", episode, play.parameters(), undo, memo, NOW, NOW);
  }

  private Set<String> played(Play play) {
    Action action = actions.get(play.action());
    Preflight preflight = action.inspect(task(play, Map.of(), Map.of()));
    assertThat(preflight.blockers()).isEmpty();
    int before = cluster.writes().size();
    Map<String, String> memo = new HashMap<>(Map.of("owner", preflight.owner()));
    action.rehearse(task(play, preflight.undo(), memo));
    assertThat(cluster.writes()).describedAs("a rehearsal keeps nothing").hasSize(before);
    Progress progress = action.apply(task(play, preflight.undo(), memo));
    for (int i = 0; i < 3 && progress instanceof Progress.More more; i++) {
      memo.putAll(more.memo());
      progress = action.apply(task(play, preflight.undo(), memo));
    }
    assertThat(progress).isInstanceOf(Progress.Done.class);
    assertThat(cluster.writes()).describedAs("it does something").hasSizeGreaterThan(before);
    assertThat(action.verify(task(play, preflight.undo(), memo)).reason()).isNotBlank();
    assertThat(action.rollback(task(play, preflight.undo(), memo)).note()).isNotBlank();
    return recording.used;
  }

  @ParameterizedTest
  @MethodSource("plays")
  void everyAction_rehearsesActsAndTakesBack_withinItsRights(Play play) {
    Set<String> declared = declared(actions.get(play.action()).card());
    assertThat(declared).containsAll(played(play));
  }

  private static Set<String> declared(Card card) {
    Set<String> declared = new TreeSet<>();
    for (Rule rule : card.rules()) {
      rule.verbs().forEach(v -> declared.add(rule.group() + "/" + rule.resource() + " " + v));
    }
    return declared;
  }

  @Test
  void declaredRights_areAllUsed_noMore() {
    Map<String, Set<String>> used = new TreeMap<>();
    plays()
        .forEach(
            play -> {
              ActionContractTest fresh = new ActionContractTest();
              fresh.build();
              used.computeIfAbsent(play.action(), a -> new TreeSet<>()).addAll(fresh.played(play));
            });
    for (Card card : actions.cards()) {
      assertThat(used.getOrDefault(card.id(), Set.of()))
          .describedAs(card.id())
          .isEqualTo(declared(card));
    }
  }

  @ParameterizedTest
  @MethodSource("plays")
  void everyAction_thatNeverArrived_isNotFoundHealthy(Play play) {
    Action action = actions.get(play.action());
    Preflight preflight = action.inspect(task(play, Map.of(), Map.of()));
    Map<String, String> memo = Map.of("owner", preflight.owner());
    assertThat(action.verify(task(play, preflight.undo(), memo)))
        .isNotInstanceOf(Health.Healthy.class);
  }

  /** A Job has no target of its own. */
  static Stream<Play> targeted() {
    return plays().filter(p -> !p.action().startsWith("job:"));
  }

  @ParameterizedTest
  @MethodSource("targeted")
  void everyAction_targetGone_isBlocked(Play play) {
    ActionContractTest empty = new ActionContractTest();
    Preflight preflight = empty.actions.get(play.action()).inspect(task(play, Map.of(), Map.of()));
    assertThat(preflight.blockers()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("plays")
  void everyAction_refusedByTheServer_failsTypedAndChangesNothing(Play play) {
    Action action = actions.get(play.action());
    Preflight preflight = action.inspect(task(play, Map.of(), Map.of()));
    for (Fault fault : Fault.values()) {
      recording.refuseWrites = fault;
      assertThatThrownBy(() -> action.apply(task(play, preflight.undo(), Map.of())))
          .isInstanceOfSatisfying(
              ClusterException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }
    assertThat(cluster.writes()).isEmpty();
  }

  /** Those that leave something to take back. */
  static Stream<Play> restoring() {
    return plays()
        .filter(p -> !p.action().matches("evict-pod|rollout-restart|renew.*|sync.*|job:.*|.*dns"));
  }

  @ParameterizedTest
  @MethodSource("restoring")
  void everyAction_takenBack_leavesTheObjectsAsTheyWere(Play play) {
    Action action = actions.get(play.action());
    Preflight preflight = action.inspect(task(play, Map.of(), Map.of()));
    JsonNode before = snapshot();
    action.apply(task(play, preflight.undo(), Map.of()));
    assertThat(snapshot()).isNotEqualTo(before);
    action.rollback(task(play, preflight.undo(), Map.of()));
    // A drain gives the node back; the pods it moved stay where they are.
    if (!play.action().equals("drain-node")) {
      assertThat(snapshot()).isEqualTo(before);
    }
    assertThat(cluster.get(Resource.NODES, "", "n1").orElseThrow().at("/spec/unschedulable"))
        .isNotEqualTo(com.fasterxml.jackson.databind.node.BooleanNode.TRUE);
  }

  private static final List<Resource> KEPT =
      List.of(
          Resource.PODS,
          Resource.NODES,
          Resource.DEPLOYMENTS,
          Resource.STATEFUL_SETS,
          Resource.DAEMON_SETS,
          Resource.AUTOSCALERS,
          Resource.ROLLOUTS,
          Resource.NETWORK_POLICIES);

  /** All objects, without what the server counts. */
  private JsonNode snapshot() {
    var all = Json.array();
    for (Resource resource : KEPT) {
      for (ObjectNode object : cluster.list(resource, "", "", "")) {
        object.withObject("/metadata").remove(List.of("resourceVersion", "generation"));
        object.withObject("/metadata/labels");
        object.withObject("/metadata/annotations");
        object.withObject("/status").remove("observedGeneration");
        if (!object.at("/status/abort").asBoolean()) {
          object.withObject("/status").remove("abort");
        }
        if (resource.equals(Resource.NODES) && !object.at("/spec/unschedulable").asBoolean()) {
          object.withObject("/spec").remove("unschedulable");
        }
        all.add(object);
      }
    }
    return all;
  }

  /** What a person did between the action and its rollback is theirs. */
  static Stream<Arguments> meddled() {
    return Stream.of(
        Arguments.of(
            "resize-resources", "/spec/template/spec/containers/0/resources/limits/memory", "9Gi"),
        Arguments.of("rollout-undo", "/spec/template/metadata/annotations/by", "hand"),
        Arguments.of("scale-workload", "/spec/replicas", 9));
  }

  @ParameterizedTest
  @MethodSource("meddled")
  void rollback_whereSomebodyChangedItSince_leavesItAlone(String id, String path, Object value) {
    Play play =
        new Play(id, workload("Deployment", "web"), Map.of("memory", "50%", "increase", "50%"));
    Action action = actions.get(id);
    Map<String, String> undo = action.inspect(task(play, Map.of(), Map.of())).undo();
    action.apply(task(play, undo, Map.of()));
    meddle(path, value);
    JsonNode before = snapshot();
    assertThat(action.rollback(task(play, undo, Map.of())).note()).contains("left as");
    assertThat(snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("meddled")
  void apply_whereSomebodyChangedItJustBefore_isAConflict(String id, String path, Object value) {
    Play play =
        new Play(id, workload("Deployment", "web"), Map.of("memory", "50%", "increase", "50%"));
    Action action = actions.get(id);
    Map<String, String> undo = action.inspect(task(play, Map.of(), Map.of())).undo();
    meddle(path, value);
    assertThatThrownBy(() -> action.apply(task(play, undo, Map.of())))
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT));
    assertThat(cluster.writes()).isEmpty();
  }

  private void meddle(String path, Object value) {
    ObjectNode web = cluster.get(Resource.DEPLOYMENTS, "shop", "web").orElseThrow();
    int slash = path.lastIndexOf('/');
    JsonNode parent = web.at(path.substring(0, slash));
    ObjectNode holder =
        parent instanceof ObjectNode o ? o : web.withObject(path.substring(0, slash));
    holder.set(path.substring(slash + 1), Json.MAPPER.valueToTree(value));
    cluster.put(Resource.DEPLOYMENTS, "shop", web);
  }

  /** The image that was set since stays: only the limits are ours. */
  @Test
  void resize_takenBackAfterADeployment_keepsTheNewImage() {
    Play play =
        new Play("resize-resources", workload("Deployment", "web"), Map.of("memory", "100%"));
    Action action = actions.get("resize-resources");
    Map<String, String> undo = action.inspect(task(play, Map.of(), Map.of())).undo();
    action.apply(task(play, undo, Map.of()));
    ObjectNode web = cluster.get(Resource.DEPLOYMENTS, "shop", "web").orElseThrow();
    ObjectNode container = (ObjectNode) web.at("/spec/template/spec/containers/0");
    container.put("image", "web:2");
    container.withObject("/resources/limits").put("memory", "1Gi"); // as a server writes 1024Mi
    cluster.put(Resource.DEPLOYMENTS, "shop", web);
    action.rollback(task(play, undo, Map.of()));
    JsonNode now = cluster.get(Resource.DEPLOYMENTS, "shop", "web").orElseThrow();
    assertThat(now.at("/spec/template/spec/containers/0/image").asText()).isEqualTo("web:2");
    assertThat(now.at("/spec/template/spec/containers/0/resources/limits/memory").asText())
        .isEqualTo("512Mi");
  }

  /** A StatefulSet's next pod has the same name and must not be cut off for the one before. */
  @Test
  void isolate_podWasReplaced_isAConflict() {
    Play play = new Play("isolate-pod", plays().findFirst().orElseThrow().labels(), Map.of());
    Action action = actions.get("isolate-pod");
    Map<String, String> undo = action.inspect(task(play, Map.of(), Map.of())).undo();
    cluster.put(Resource.PODS, "shop", SimulatedCluster.pod("cart-0", "cart", "n1"));
    assertThatThrownBy(() -> action.apply(task(play, undo, Map.of())))
        .hasMessageContaining("the pod changed");
    action.rollback(task(play, undo, Map.of()));
    assertThat(cluster.list(Resource.NETWORK_POLICIES, "shop", "", "")).isEmpty();
    assertThat(
            cluster
                .get(Resource.PODS, "shop", "cart-0")
                .orElseThrow()
                .at("/metadata/labels")
                .size())
        .isEqualTo(1);
  }

  @Test
  void drain_somebodyUncordonsMeanwhile_stops() {
    Play play = new Play("drain-node", Map.of("entity_kind", "node", "node", "n1"), Map.of());
    Action action = actions.get("drain-node");
    forbidDisruption();
    Progress first = action.apply(task(play, Map.of(), Map.of()));
    assertThat(first).isInstanceOf(Progress.More.class);
    ObjectNode human = Json.object();
    human.putObject("spec").put("unschedulable", false);
    cluster.patch(Resource.NODES, "", "n1", human, io.aionyx.bridge.cluster.Commit.FOR_REAL);
    Map<String, String> memo = ((Progress.More) first).memo();
    assertThatThrownBy(() -> action.apply(task(play, Map.of(), memo)))
        .hasMessageContaining("took our cordon away");
  }

  @Test
  void evict_jobOrProtectedPod_isABlocker() {
    ObjectNode worker = SimulatedCluster.pod("cart-0", "cart", "n1");
    ((ObjectNode) worker.at("/metadata/ownerReferences/0")).put("kind", "Job");
    worker
        .withObject("/metadata/annotations")
        .put("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
    cluster.put(Resource.PODS, "shop", worker);
    Play play = new Play("evict-pod", plays().findFirst().orElseThrow().labels(), Map.of());
    assertThat(actions.get("evict-pod").inspect(task(play, Map.of(), Map.of())).blockers())
        .singleElement()
        .asString()
        .contains("not safe to evict");
  }

  @Test
  void node_othersCordoned_countAsAway() {
    ObjectNode other = cluster.get(Resource.NODES, "", "n2").orElseThrow();
    other.withObject("/spec").put("unschedulable", true);
    cluster.put(Resource.NODES, "", other);
    Play play = new Play("cordon-node", Map.of("entity_kind", "node", "node", "n1"), Map.of());
    assertThat(
            actions.get("cordon-node").inspect(task(play, Map.of(), Map.of())).population().away())
        .isEqualTo(1);
  }

  private void forbidDisruption() {
    ObjectNode budget = Json.object();
    budget.withObject("/metadata").put("name", "pdb");
    budget.withObject("/spec/selector/matchLabels").put("app", "cart");
    budget.withObject("/status").put("disruptionsAllowed", 0);
    cluster.put(Resource.DISRUPTION_BUDGETS, "shop", budget);
  }

  @Test
  void evict_budgetAllowsNothing_waitsAndNeverDeletes() {
    forbidDisruption();
    Play play = new Play("evict-pod", plays().findFirst().orElseThrow().labels(), Map.of());
    Action action = actions.get("evict-pod");
    Map<String, String> undo = action.inspect(task(play, Map.of(), Map.of())).undo();
    assertThatThrownBy(() -> action.apply(task(play, undo, Map.of())))
        .isInstanceOfSatisfying(ClusterException.class, e -> assertThat(e.isForNowOnly()).isTrue());
    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void drain_bareOrEmptyDirPods_areBlockers() {
    ObjectNode bare = SimulatedCluster.pod("bare", "x", "n1");
    bare.withObject("/metadata").remove("ownerReferences");
    bare.withObject("/spec").putArray("volumes").addObject().putObject("emptyDir");
    cluster.put(Resource.PODS, "shop", bare);
    Play play = new Play("drain-node", Map.of("entity_kind", "node", "node", "n1"), Map.of());
    assertThat(actions.get("drain-node").inspect(task(play, Map.of(), Map.of())).blockers())
        .anyMatch(b -> b.contains("no controller"))
        .anyMatch(b -> b.contains("emptyDir"));
  }
}
