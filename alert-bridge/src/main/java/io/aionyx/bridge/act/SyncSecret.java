package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.cluster.Commit;
import io.aionyx.bridge.cluster.Resource;
import io.aionyx.bridge.cluster.Rule;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes external-secrets read a secret from its vault again. Rotating the value is the vault's own
 * work; the bridge has no right to read secrets.
 */
final class SyncSecret implements Action {

  private final Cluster cluster;

  SyncSecret(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Card card() {
    return new Card(
        "sync-secret",
        Impact.NETWORK,
        Set.of(),
        Map.of("external_secret", Parameter.TEXT),
        List.of(Rule.of(Resource.EXTERNAL_SECRETS, "get", "patch")));
  }

  @Override
  public Preflight inspect(Task task) {
    String owner = task.target().namespace() + "/ExternalSecret/" + name(task);
    Optional<ObjectNode> found = secret(task);
    if (found.isEmpty()) {
      return Preflight.blocked(owner, "there is no such ExternalSecret");
    }
    String refreshed = found.get().path("status").path("refreshTime").asText("");
    return new Preflight(
        Manifest.uid(found.get()),
        owner,
        Preflight.Population.untouched(owner),
        List.of(),
        Map.of("refreshed", refreshed));
  }

  private static String name(Task task) {
    return task.parameter("external_secret", task.target().name());
  }

  private Optional<ObjectNode> secret(Task task) {
    return cluster.get(Resource.EXTERNAL_SECRETS, task.target().namespace(), name(task));
  }

  @Override
  public void rehearse(Task task) {
    sync(task, Commit.DRY_RUN);
  }

  @Override
  public Progress apply(Task task) {
    sync(task, Commit.FOR_REAL);
    return new Progress.Done("sync requested");
  }

  private void sync(Task task, Commit commit) {
    ObjectNode patch = Json.object();
    patch
        .putObject("metadata")
        .putObject("annotations")
        .put("force-sync", Long.toString(task.now().getEpochSecond()));
    cluster.patch(Resource.EXTERNAL_SECRETS, task.target().namespace(), name(task), patch, commit);
  }

  @Override
  public Health verify(Task task) {
    Optional<ObjectNode> found = secret(task);
    if (found.isEmpty()) {
      return new Health.Broken("the ExternalSecret is gone");
    }
    String refreshed = found.get().path("status").path("refreshTime").asText("");
    boolean newer = !refreshed.equals(task.undo().getOrDefault("refreshed", ""));
    return newer && Manifest.condition(found.get(), "Ready")
        ? new Health.Healthy("read again at " + refreshed)
        : new Health.NotYet("not read again since " + refreshed);
  }

  @Override
  public Progress rollback(Task task) {
    return new Progress.Done("reading a secret again leaves nothing to take back");
  }
}
