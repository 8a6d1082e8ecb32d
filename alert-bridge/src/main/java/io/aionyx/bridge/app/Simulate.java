package io.aionyx.bridge.app;

import io.aionyx.bridge.sim.SimulatedCluster;
import io.aionyx.bridge.sim.Snapshot;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Serves a configuration with its real Prometheus, Alertmanager and people, and a cluster that
 * exists in memory only: what the bridge would do, without a right to do it.
 */
@Command(
    name = "simulate",
    description = "Serve on a copy of a cluster in memory: nothing real is ever changed.",
    mixinStandardHelpOptions = true)
final class Simulate implements Callable<Integer> {

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "FILE",
      description = "What is in it: kubectl get pods,nodes,deployments -A -o json > FILE")
  private Path objects = Path.of("");

  @Override
  public Integer call() throws Exception {
    SimulatedCluster cluster = Snapshot.read(objects);
    return Serve.run(config.load(), settings -> Peers.on(cluster, settings));
  }
}
