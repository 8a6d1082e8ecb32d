package io.aionyx.scenarios.sim;

import io.aionyx.scenarios.cluster.Call;
import io.aionyx.scenarios.cluster.Topology;
import io.aionyx.scenarios.plan.Effect;
import io.aionyx.scenarios.plan.Incident;
import io.aionyx.scenarios.plan.Influence;
import io.aionyx.scenarios.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A plan coming true, step by step. Deterministic; not thread safe.
 *
 * <p>Order of a step: what happens, what pushes, load down the call graph, pods, nodes. What flows
 * against that order - latency and errors of a callee, the CPU share a node can give - is taken
 * from the step before.
 */
public final class Simulation {
  /** Callers repeat this share of the requests that failed. */
  private static final double RETRIES = 1.5;

  private static final double TRAFFIC_NOISE = 0.08;

  private final Plan plan;
  private final Events events;
  private final List<PodState> pods = new ArrayList<>();
  private final List<NodeState> nodes = new ArrayList<>();
  private final List<WorkloadState> workloads = new ArrayList<>();
  private final List<Incident> active = new ArrayList<>();
  private final NodeLoad[] loads;
  private int nextIncident;

  public Simulation(Plan plan, long seed, long startMillis) {
    this.plan = plan;
    Topology topology = plan.topology();
    topology.nodes().forEach(node -> nodes.add(new NodeState(node, seed, startMillis)));
    topology.workloads().forEach(each -> workloads.add(new WorkloadState(each, seed)));
    topology
        .slots()
        .forEach(
            slot -> {
              var object = new PodObject(slot, plan.lives().at(slot.index(), startMillis));
              pods.add(new PodState(slot, object, seed, startMillis));
            });
    this.loads = new NodeLoad[nodes.size()];
    this.events = new Events(plan, pods, nodes, workloads);
    foreseeCertificates();
  }

  public List<PodState> pods() {
    return pods;
  }

  public List<NodeState> nodes() {
    return nodes;
  }

  public List<WorkloadState> workloads() {
    return workloads;
  }

  public void step(long millis, double seconds) {
    events.until(millis);
    push(millis);
    load(millis);
    pods(seconds);
    nodes(seconds, millis);
  }

  private void foreseeCertificates() {
    for (Incident incident : plan.incidents()) {
      if (incident.target().scope() == io.aionyx.scenarios.plan.Target.Scope.NODE) {
        nodes.get(incident.target().index()).certificates.foresee(incident);
      }
    }
  }

  private void push(long millis) {
    while (nextIncident < plan.incidents().size()
        && plan.incidents().get(nextIncident).trajectory().causeMillis() <= millis) {
      active.add(plan.incidents().get(nextIncident++));
    }
    active.removeIf(incident -> incident.trajectory().endMillis() <= millis);
    pods.forEach(pod -> Arrays.fill(pod.effect, 0));
    nodes.forEach(node -> Arrays.fill(node.effect, 0));
    workloads.forEach(workload -> Arrays.fill(workload.effect, 0));
    for (Incident incident : active) {
      double strength = incident.trajectory().at(millis);
      for (Influence influence : incident.influences()) {
        effects(influence)[influence.effect().ordinal()] += influence.strength(strength);
      }
    }
  }

  private double[] effects(Influence influence) {
    int index = influence.target().index();
    return switch (influence.target().scope()) {
      case POD -> pods.get(index).effect;
      case NODE -> nodes.get(index).effect;
      case WORKLOAD -> workloads.get(index).effect;
    };
  }

  /** From the front of the call graph to its back. */
  private void load(long millis) {
    for (WorkloadState state : workloads) {
      double noise = Math.max(0.3, 1 + TRAFFIC_NOISE * Noises.clip(state.trafficNoise.next()));
      double own = state.workload.ownRequestsPerSecond() * state.season.at(millis) * noise;
      state.requestsPerSecond = own;
    }
    for (WorkloadState state : workloads) {
      state.requestsPerSecond *= 1 + state.effect[Effect.TRAFFIC.ordinal()];
      for (Call call : state.workload.calls()) {
        WorkloadState callee = workloads.get(call.callee());
        double repeated = 1 + RETRIES * Math.min(0.5, callee.errorRatio);
        callee.requestsPerSecond += state.requestsPerSecond * call.perRequest() * repeated;
      }
    }
  }

  private void pods(double seconds) {
    for (WorkloadState state : workloads) {
      double shares = 0;
      for (int slot = state.workload.firstSlot(); slot <= state.workload.lastSlot(); slot++) {
        PodState pod = pods.get(slot);
        shares += serving(pod) ? pod.character.loadShare() : 0;
      }
      pods(state, shares, seconds);
    }
  }

  private void pods(WorkloadState state, double shares, double seconds) {
    double dependencySeconds = 0;
    double dependencyErrors = 0;
    for (Call call : state.workload.calls()) {
      WorkloadState callee = workloads.get(call.callee());
      dependencySeconds += call.perRequest() * callee.latencySeconds;
      dependencyErrors += Math.min(1, call.perRequest()) * callee.errorRatio;
    }
    double latency = 0;
    double errors = 0;
    int ready = 0;
    for (int slot = state.workload.firstSlot(); slot <= state.workload.lastSlot(); slot++) {
      PodState pod = pods.get(slot);
      if (pod.running) {
        double share = serving(pod) ? pod.character.loadShare() / shares : 0;
        pod.requestsPerSecond = state.requestsPerSecond * share;
        double load = pod.requestsPerSecond / state.workload.nominalRequestsPerSecond();
        double nodeShare = nodes.get(pod.object.life.node()).cpuShare;
        PodPhysics.step(pod, seconds, load, nodeShare, dependencySeconds, dependencyErrors);
        latency += share * pod.latencySeconds;
        errors += share * pod.errorRatio;
        ready += pod.object.ready ? 1 : 0;
      }
    }
    state.readyReplicas = ready;
    state.latencySeconds = shares == 0 ? 1 : latency;
    state.errorRatio = shares == 0 ? 1 : errors;
  }

  private static boolean serving(PodState pod) {
    return pod.running && pod.object.ready;
  }

  private void nodes(double seconds, long millis) {
    for (int i = 0; i < loads.length; i++) {
      loads[i] = new NodeLoad();
    }
    for (PodState pod : pods) {
      if (pod.running) {
        loads[pod.object.life.node()].add(pod);
      }
    }
    for (NodeState node : nodes) {
      if (node.up) {
        NodePhysics.step(node, loads[node.node.index()], seconds, millis);
      }
    }
  }
}
