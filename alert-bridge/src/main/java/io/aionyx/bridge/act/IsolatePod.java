package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Target;
import io.aionyx.bridge.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a pod off by a label and a NetworkPolicy that selects it and allows nothing. Works only
 * where the cluster's network enforces policies, which no API can tell: hence approval by default.
 */
final class IsolatePod implements Action {

  private static final String LABEL = "aionyx.io/quarantine";

  private final Cluster cluster;

  IsolatePod(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Card card() {
    return new Card(
        "isolate-pod",
        Impact.NETWORK,
        Set.of("pod"),
        Map.of(),
        List.of(
            Rule.of(Resource.PODS, "get", "patch"),
            Rule.of(Resource.NETWORK_POLICIES, "get", "create", "delete")));
  }

  @Override
  public Preflight inspect(Task task) {
    Optional<ObjectNode> pod = pod(task.target());
    String owner = task.target().key();
    if (pod.isEmpty()) {
      return Preflight.blocked(owner, "the pod is gone");
    }
    List<String> blockers =
        Manifest.label(pod.get(), LABEL).isEmpty()
            ? List.of()
            : List.of("the pod is in quarantine already");
    return new Preflight(
        Manifest.uid(pod.get()),
        owner,
        Preflight.Population.untouched(owner),
        blockers,
        Map.of("uid", Manifest.uid(pod.get())));
  }

  private Optional<ObjectNode> pod(Target target) {
    return cluster.get(Resource.PODS, target.namespace(), target.name());
  }

  @Override
  public void rehearse(Task task) {
    create(task, Commit.DRY_RUN);
    label(task, task.id(), Commit.DRY_RUN);
  }

  /** The policy first: from the moment of the label on, the pod is cut off. */
  @Override
  public Progress apply(Task task) {
    create(task, Commit.FOR_REAL);
    label(task, task.id(), Commit.FOR_REAL);
    return new Progress.Done("isolated by " + policyName(task));
  }

  private void create(Task task, Commit commit) {
    ObjectNode policy = Json.object();
    policy.put("apiVersion", "networking.k8s.io/v1").put("kind", "NetworkPolicy");
    policy
        .putObject("metadata")
        .put("name", policyName(task))
        .put("namespace", task.target().namespace())
        .putObject("labels")
        .put("app.kubernetes.io/managed-by", "aionyx-bridge");
    ObjectNode spec = policy.putObject("spec");
    spec.putObject("podSelector").putObject("matchLabels").put(LABEL, task.id());
    spec.putArray("policyTypes").add("Ingress").add("Egress");
    cluster.create(Resource.NETWORK_POLICIES, task.target().namespace(), policy, commit);
  }

  /** A StatefulSet gives the next pod the same name: only the one that was looked at is meant. */
  private void label(Task task, @Nullable String value, Commit commit) {
    ObjectNode pod = planned(task).orElseThrow(() -> Changed.since("the pod"));
    ObjectNode patch = Manifest.guarded(pod);
    patch.withObject("/metadata/labels").put(LABEL, value);
    cluster.patch(Resource.PODS, task.target().namespace(), task.target().name(), patch, commit);
  }

  private Optional<ObjectNode> planned(Task task) {
    return pod(task.target()).filter(p -> Manifest.uid(p).equals(task.undo().get("uid")));
  }

  private static String policyName(Task task) {
    return "aionyx-quarantine-" + task.id();
  }

  @Override
  public Health verify(Task task) {
    boolean labelled =
        planned(task).map(p -> Manifest.label(p, LABEL).equals(task.id())).orElse(false);
    return labelled && policy(task).isPresent()
        ? new Health.Healthy("label and policy are in place")
        : new Health.Broken("label or policy is missing");
  }

  private Optional<ObjectNode> policy(Task task) {
    return cluster.get(Resource.NETWORK_POLICIES, task.target().namespace(), policyName(task));
  }

  @Override
  public Progress rollback(Task task) {
    if (planned(task).isPresent()) {
      label(task, null, Commit.FOR_REAL);
    }
    policy(task)
        .ifPresent(
            p ->
                cluster.delete(
                    Resource.NETWORK_POLICIES,
                    task.target().namespace(),
                    policyName(task),
                    Manifest.uid(p)));
    return new Progress.Done("label and policy are gone");
  }

  @Override
  public boolean isOneCall() {
    return false;
  }
}
