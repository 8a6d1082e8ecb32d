package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.ClusterException;
import io.aionyx.bridge.cluster.ClusterException.Fault;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.sim.SimulatedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A simulated cluster whose API fails in all its ways, before or after having done the work, and
 * which kills the bridge now and then in the middle of a call.
 */
final class FaultyCluster implements Cluster {

  /** Stands for {@code kill -9}: nothing of the bridge runs after it. */
  static final class Crash extends RuntimeException {}

  private static final Fault[] FAULTS = Fault.values();

  private final SimulatedCluster cluster;
  private final Random random;
  double faultShare = 0.05;
  double crashShare = 0.01;

  FaultyCluster(SimulatedCluster cluster, Random random) {
    this.cluster = cluster;
    this.random = random;
  }

  private void maybe() {
    double lot = random.nextDouble();
    if (lot < crashShare) {
      throw new Crash();
    }
    if (lot < crashShare + faultShare) {
      Fault fault = FAULTS[random.nextInt(FAULTS.length)];
      throw new ClusterException(fault, "simulated " + fault);
    }
  }

  /** After a write only its answer can be lost. */
  private void maybeLostAnswer() {
    double lot = random.nextDouble();
    if (lot < crashShare) {
      throw new Crash();
    }
    if (lot < crashShare + faultShare) {
      throw new ClusterException(Fault.UNKNOWN, "simulated time-out after the work");
    }
  }

  @Override
  public Optional<ObjectNode> get(Resource resource, String namespace, String name) {
    maybe();
    return cluster.get(resource, namespace, name);
  }

  @Override
  public List<ObjectNode> list(Resource resource, String namespace, String labels, String fields) {
    maybe();
    return cluster.list(resource, namespace, labels, fields);
  }

  @Override
  public ObjectNode create(Resource resource, String namespace, ObjectNode object, Commit commit) {
    maybe();
    ObjectNode made = cluster.create(resource, namespace, object, commit);
    maybeLostAnswer();
    return made;
  }

  @Override
  public ObjectNode patch(
      Resource resource, String namespace, String name, ObjectNode mergePatch, Commit commit) {
    maybe();
    ObjectNode made = cluster.patch(resource, namespace, name, mergePatch, commit);
    maybeLostAnswer();
    return made;
  }

  @Override
  public void delete(Resource resource, String namespace, String name, String uid) {
    maybe();
    cluster.delete(resource, namespace, name, uid);
    maybeLostAnswer();
  }

  @Override
  public void evict(String namespace, String pod, String uid, Duration grace, Commit commit) {
    maybe();
    cluster.evict(namespace, pod, uid, grace, commit);
    maybeLostAnswer();
  }
}
