package io.aionyx.bridge.kube;

import io.aionyx.bridge.cluster.Leadership;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One leader by a Lease in the bridge's namespace: 15 s long, renewed within 10 s, tried each 2 s.
 */
public final class LeaseLeadership implements Leadership, AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(LeaseLeadership.class);
  private static final String NAME = "aionyx-bridge";

  /**
   * How long a lease lasts, within what time its holder has to renew it, and how often that and
   * taking it over are tried.
   */
  record Pace(Duration lease, Duration renew, Duration retry) {
    static final Pace USUAL =
        new Pace(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
  }

  private final KubernetesClient client;
  private final String namespace;
  private final String identity;
  private final Pace pace;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Standing standing = new Standing(false, "nobody yet", 0);

  public LeaseLeadership(KubernetesClient client, String namespace, String identity) {
    this(client, namespace, identity, Pace.USUAL);
  }

  LeaseLeadership(KubernetesClient client, String namespace, String identity, Pace pace) {
    this.client = client;
    this.namespace = namespace;
    this.identity = identity;
    this.pace = pace;
    this.thread = Thread.ofVirtual().name("lease").start(this::contend);
  }

  /** An elector ends when it loses the lease; a bridge that lost it stands for election again. */
  private void contend() {
    while (!closed) {
      try {
        client.leaderElector().withConfig(election()).build().run();
      } catch (KubernetesClientException e) {
        logger.warn("lease {}/{} cannot be contended: {}", namespace, NAME, e.getMessage());
      }
      standing = new Standing(false, "nobody known", standing.fence());
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(pace.retry());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private LeaderElectionConfig election() {
    return new LeaderElectionConfigBuilder()
        .withName(NAME)
        .withLock(new LeaseLock(namespace, NAME, identity))
        .withLeaseDuration(pace.lease())
        .withRenewDeadline(pace.renew())
        .withRetryPeriod(pace.retry())
        .withReleaseOnCancel(true)
        .withLeaderCallbacks(new LeaderCallbacks(this::lead, this::follow, this::changed))
        .build();
  }

  private void lead() {
    standing = new Standing(true, identity, transitions());
    logger.info("leading with fence {}", standing.fence());
  }

  private void follow() {
    standing = new Standing(false, "nobody known", standing.fence());
    logger.info("no longer leading");
  }

  private void changed(String holder) {
    if (!holder.equals(identity)) {
      standing = new Standing(false, holder, standing.fence());
    }
  }

  private long transitions() {
    Lease lease = client.leases().inNamespace(namespace).withName(NAME).get();
    Integer count = lease == null ? null : lease.getSpec().getLeaseTransitions();
    return count == null ? 0 : count;
  }

  @Override
  public Standing standing() {
    return standing;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
