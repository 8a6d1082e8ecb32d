package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.plan.Happening;
import io.aionyx.scenarios.plan.Plan;
import java.util.List;

/** Carries out what happens to pods, nodes and workloads, and lets it pass again. */
final class Events {
  private static final String OOM_KILLED = "OOMKilled";
  private static final String ERROR = "Error";
  private static final String COMPLETED = "Completed";

  private final Plan plan;
  private final List<PodState> pods;
  private final List<NodeState> nodes;
  private final List<WorkloadState> workloads;
  private int next;

  Events(Plan plan, List<PodState> pods, List<NodeState> nodes, List<WorkloadState> workloads) {
    this.plan = plan;
    this.pods = pods;
    this.nodes = nodes;
    this.workloads = workloads;
  }

  void until(long millis) {
    while (next < plan.happenings().size() && plan.happenings().get(next).atMillis() <= millis) {
      Happening happening = plan.happenings().get(next++);
      switch (happening.type().scope()) {
        case POD -> happen(pods.get(happening.index()), happening);
        case NODE -> happen(nodes.get(happening.index()), happening);
        case WORKLOAD -> workloads.get(happening.index()).generation++;
      }
    }
    nodes.forEach(node -> pass(node, millis));
    pods.forEach(pod -> pass(pod, millis));
  }

  private void happen(PodState pod, Happening happening) {
    long until = happening.untilMillis();
    switch (happening.type()) {
      case OOM_KILL -> {
        pod.oomEvents++;
        nodes.get(pod.object.life.node()).oomKills++;
        restart(pod, OOM_KILLED, until);
      }
      case CRASH -> restart(pod, ERROR, until);
      case RESTART -> restart(pod, COMPLETED, until);
      case BACK_OFF -> pod.backOffUntilMillis = until;
      case UNREADY -> pod.unreadyUntilMillis = until;
      case RAISE_LIMIT -> pod.limitRaisedUntilMillis = until;
      case EVICT -> {
        pod.object.evicted = true;
        pod.object.ready = false;
        replace(pod, happening.atMillis());
      }
      case REPLACE -> replace(pod, happening.atMillis());
      default -> throw new IllegalArgumentException("not of a pod: " + happening);
    }
  }

  private static void restart(PodState pod, String reason, long untilMillis) {
    pod.object.lastTerminatedReason = reason;
    pod.object.restarts++;
    pod.downUntilMillis = untilMillis;
    pod.running = false;
    pod.startContainer(untilMillis);
  }

  private void replace(PodState pod, long millis) {
    pod.object = new PodObject(pod.slot, plan.lives().at(pod.slot.index(), millis));
    pod.startContainer(millis);
    pod.downUntilMillis = millis;
    pod.unreadyUntilMillis = millis + 20_000;
  }

  private void happen(NodeState node, Happening happening) {
    long until = happening.untilMillis();
    switch (happening.type()) {
      case DOWN -> node.downUntilMillis = until;
      case NOT_READY -> node.notReadyUntilMillis = until;
      case DISK_PRESSURE -> node.diskPressureUntilMillis = until;
      case MEMORY_PRESSURE -> node.memoryPressureUntilMillis = until;
      case PID_PRESSURE -> node.pidPressureUntilMillis = until;
      case READ_ONLY -> node.readOnlyUntilMillis = until;
      case CORDON -> node.cordonedUntilMillis = until;
      case SCRAPE_GAP -> node.gapUntilMillis = until;
      case EXPORTER_UPGRADE -> node.upgradedExporter = true;
      case RENEWAL -> {
        // the certificates know it; it is planned so that the stream shows it in time
      }
      default -> throw new IllegalArgumentException("not of a node: " + happening);
    }
  }

  private void pass(NodeState node, long millis) {
    boolean up = millis >= node.downUntilMillis;
    if (up && !node.up) {
      node.boot(millis);
    }
    node.up = up;
    node.ready = up && millis >= node.notReadyUntilMillis;
    node.diskPressure = millis < node.diskPressureUntilMillis;
    node.memoryPressure = millis < node.memoryPressureUntilMillis;
    node.pidPressure = millis < node.pidPressureUntilMillis;
    node.readOnly = millis < node.readOnlyUntilMillis;
    node.cordoned = millis < node.cordonedUntilMillis;
    node.scrapeable = millis >= node.gapUntilMillis;
  }

  private void pass(PodState pod, long millis) {
    NodeState node = nodes.get(pod.object.life.node());
    boolean hosted = node.up;
    if (!hosted && pod.running) {
      restart(pod, ERROR, node.downUntilMillis + 30_000);
    }
    pod.running = hosted && millis >= pod.downUntilMillis;
    pod.object.ready = pod.running && node.ready && millis >= pod.unreadyUntilMillis;
    pod.object.backingOff = millis < pod.backOffUntilMillis;
    boolean raised = millis < pod.limitRaisedUntilMillis;
    pod.object.memoryLimitBytes = pod.workload.memoryLimitBytes() * (raised ? 2 : 1);
  }
}
