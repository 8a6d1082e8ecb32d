package io.aionyx.bridge.act;

import io.aionyx.bridge.cluster.Cluster;
import io.aionyx.bridge.config.DelegateConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The allow-list. A playbook may name these and nothing else; alert labels may name none. */
public final class Actions {

  /** The one that changes nothing. */
  public static final String RECOMMEND = "recommend";

  private final Map<String, Action> byId = new LinkedHashMap<>();

  public Actions(Cluster cluster, String ownNamespace, List<DelegateConfig> delegates) {
    register(new EvictPod(cluster));
    register(new RestartRollout(cluster));
    register(new UndoRollout(cluster));
    register(new CordonNode(cluster));
    register(new DrainNode(cluster));
    register(new ScaleWorkload(cluster));
    register(new ResizeResources(cluster));
    register(new IsolatePod(cluster));
    register(new RenewCertificate(cluster));
    register(new SyncSecret(cluster));
    register(new HandOverRollback(cluster));
    register(new RestartNodeLocalDns(cluster));
    register(new Recommend());
    for (DelegateConfig delegate : delegates) {
      register(
          switch (delegate) {
            case DelegateConfig.Job job -> new RunJob(cluster, ownNamespace, job);
            case DelegateConfig.Webhook hook -> new CallWebhook(hook);
          });
    }
  }

  private void register(Action action) {
    if (byId.put(action.card().id(), action) != null) {
      throw new IllegalArgumentException("two actions are called " + action.card().id());
    }
  }

  public Optional<Action> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * @throws IllegalArgumentException for an id outside the list
   */
  public Action get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no action is called " + id));
  }

  public Set<String> ids() {
    return byId.keySet();
  }

  public List<Card> cards() {
    return byId.values().stream().map(Action::card).toList();
  }
}
