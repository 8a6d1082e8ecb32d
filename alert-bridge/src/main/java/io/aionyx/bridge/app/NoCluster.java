package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Stands where {@code kubernetes.enabled} is false; refuses everything. */
final class NoCluster implements Cluster {

  private static ClusterException off() {
    return new ClusterException(
        ClusterException.Fault.FORBIDDEN, "kubernetes.enabled is false: the bridge only advises");
  }

  @Override
  public Optional<ObjectNode> get(Resource resource, String namespace, String name) {
    throw off();
  }

  @Override
  public List<ObjectNode> list(Resource resource, String namespace, String labels, String fields) {
    throw off();
  }

  @Override
  public ObjectNode create(Resource resource, String namespace, ObjectNode object, Commit commit) {
    throw off();
  }

  @Override
  public ObjectNode patch(
      Resource resource, String namespace, String name, ObjectNode mergePatch, Commit commit) {
    throw off();
  }

  @Override
  public void delete(Resource resource, String namespace, String name, String uid) {
    throw off();
  }

  @Override
  public void evict(String namespace, String pod, String uid, Duration grace, Commit commit) {
    throw off();
  }
}
