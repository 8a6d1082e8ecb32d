package io.aionyx.bridge.act;

import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps new pods away from a node that is predicted to fail; running pods stay. */
final class CordonNode implements Action {

  private final Nodes nodes;

  CordonNode(Cluster cluster) {
    this.nodes = new Nodes(cluster);
  }

  @Override
  public Card card() {
    return new Card(
        "cordon-node",
        Impact.NODE,
        Set.of("node"),
        Map.of(),
        List.of(Rule.of(Resource.NODES, "get", "list", "patch")));
  }

  @Override
  public Preflight inspect(Task task) {
    return nodes.inspect(task, List.of());
  }

  @Override
  public void rehearse(Task task) {
    nodes.cordon(task, Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    nodes.cordon(task, Commit.FOR_REAL);
    return new Progress.Done("cordoned");
  }

  @Override
  public Health verify(Task task) {
    return nodes.cordoned(task);
  }

  @Override
  public Progress rollback(Task task) {
    return nodes.uncordon(task);
  }
}
