package io.aionyx.app;

import io.aionyx.app.demo.Account;
import io.aionyx.app.demo.Demo;
import io.aionyx.app.demo.Report;
import io.aionyx.predictor.Predictor;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import io.aionyx.scenarios.random.Split;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job on a simulated cluster. */
@Command(
    name = "demo",
    description = "Replay a simulated cluster through the real door and watch failures announced.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--seed", paramLabel = "N", description = "Which cluster and which failures.")
  private int seed = 4;

  @Option(names = "--hours", paramLabel = "N", description = "Length of the history.")
  private int hours = 8;

  @Option(names = "--nodes", paramLabel = "N", description = "Nodes of the cluster.")
  private int nodes = 10;

  @Option(names = "--pods", paramLabel = "N", description = "Pods of the cluster.")
  private int pods = 80;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "Seconds of history in one second; infinity: as fast as it goes.")
  private double speed = Double.POSITIVE_INFINITY;

  @Option(names = "--port", paramLabel = "N", description = "Of the status page; 0: a free one.")
  private int port;

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "Bundles to predict with; those that ship where none is given.")
  private @Nullable Path models;

  @Option(names = "--exit", description = "End after the account instead of serving on.")
  private boolean exit;

  @Override
  public Integer call() throws InterruptedException {
    WorldSpec spec =
        WorldSpec.of(unseenSeed())
            .withSize(nodes, pods)
            .withDuration(Duration.ofHours(hours))
            .withIncidents(36, 5);
    String title =
        "%d hours of a cluster of %d nodes and %d pods, by remote-write"
            .formatted(hours, nodes, pods);
    var demo =
        new Demo(
            World.of(spec), new Demo.Stretch(spec.startMillis(), spec.endMillis(), speed), title);
    String more = models == null ? "" : "models: {path: '" + models + "'}\n";
    try (Predictor predictor = Predictor.start(Demo.config(port, more))) {
      Account account = demo.run(predictor);
      demo.print("");
      new Report(account).lines().forEach(demo::print);
      demo.print("");
      if (demo.live() && !exit) {
        demo.print("The same, plotted: " + predictor.url() + "   (Ctrl-C ends)");
        new CountDownLatch(1).await();
      } else {
        demo.print(
            "The same is plotted at the status page for as long as the demo runs on a terminal.");
      }
    }
    return 0;
  }

  /** A world of the split that neither trains nor validates any model. */
  private long unseenSeed() {
    return Split.TEST.seeds(seed + 1).skip(seed).findFirst().orElseThrow();
  }
}
