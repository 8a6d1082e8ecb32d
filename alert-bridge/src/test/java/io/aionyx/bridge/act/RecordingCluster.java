package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Notes the right each call needs, as {@code group/resource verb}, and may refuse writes. */
final class RecordingCluster implements Cluster {

  private final Cluster cluster;
  final Set<String> used = new TreeSet<>();

  RecordingCluster(Cluster cluster) {
    this.cluster = cluster;
  }

  @Nullable Fault refuseWrites;

  private void note(Resource resource, String verb) {
    Fault fault = refuseWrites;
    if (fault != null && !verb.matches("get|list")) {
      throw new ClusterException(fault, "simulated " + fault);
    }
    used.add(resource.group() + "/" + resource.rbacName() + " " + verb);
  }

  @Override
  public Optional<ObjectNode> get(Resource resource, String namespace, String name) {
    note(resource, "get");
    return cluster.get(resource, namespace, name);
  }

  @Override
  public List<ObjectNode> list(Resource resource, String namespace, String labels, String fields) {
    note(resource, "list");
    return cluster.list(resource, namespace, labels, fields);
  }

  @Override
  public ObjectNode create(Resource resource, String namespace, ObjectNode object, Commit commit) {
    note(resource, "create");
    return cluster.create(resource, namespace, object, commit);
  }

  @Override
  public ObjectNode patch(
      Resource resource, String namespace, String name, ObjectNode mergePatch, Commit commit) {
    note(resource, "patch");
    return cluster.patch(resource, namespace, name, mergePatch, commit);
  }

  @Override
  public void delete(Resource resource, String namespace, String name, String uid) {
    note(resource, "delete");
    cluster.delete(resource, namespace, name, uid);
  }

  @Override
  public void evict(String namespace, String pod, String uid, Duration grace, Commit commit) {
    note(Resource.PODS.sub("eviction"), "create");
    cluster.evict(namespace, pod, uid, grace, commit);
  }
}
