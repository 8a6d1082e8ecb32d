package io.aionyx.bridge.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Kubernetes API in six calls. No call retries by itself: a caller who does not know whether its
 * write arrived has to look, not to repeat. All calls throw {@link ClusterException}.
 */
public interface Cluster {

  /** Verb {@code get}. Namespace is empty for cluster-scoped objects. */
  Optional<ObjectNode> get(Resource resource, String namespace, String name);

  /** Verb {@code list}. An empty namespace lists all; selectors may be empty. */
  List<ObjectNode> list(
      Resource resource, String namespace, String labelSelector, String fieldSelector);

  /** Verb {@code create}. */
  ObjectNode create(Resource resource, String namespace, ObjectNode object, Commit commit);

  /**
   * Verb {@code patch}: a JSON merge patch. With {@code metadata.resourceVersion} in it the patch
   * applies to that version only.
   */
  ObjectNode patch(
      Resource resource, String namespace, String name, ObjectNode mergePatch, Commit commit);

  /** Verb {@code delete}, only of the object with this uid. */
  void delete(Resource resource, String namespace, String name, String uid);

  /** Verb {@code create} on {@code pods/eviction}, only of the pod with this uid. */
  void evict(String namespace, String pod, String uid, Duration grace, Commit commit);
}
