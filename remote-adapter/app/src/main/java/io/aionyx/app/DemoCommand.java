package io.aionyx.app;

import io.aionyx.app.demo.Account;
import io.aionyx.app.demo.Demo;
import io.aionyx.app.demo.Imminent;
import io.aionyx.app.demo.Report;
import io.aionyx.app.demo.StackDemo;
import io.aionyx.app.stack.AlertBridge;
import io.aionyx.app.stack.BridgeProgram;
import io.aionyx.app.stack.Located;
import io.aionyx.app.stack.ShippedRules;
import io.aionyx.app.stack.Stack;
import io.aionyx.app.stack.StackPlan;
import io.aionyx.app.stack.StackPlan.WriteVersion;
import io.aionyx.app.stack.Toolbox;
import io.aionyx.predictor.Predictor;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import io.aionyx.scenarios.random.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final Duration RULES_EVERY = Duration.ofSeconds(5);

  /** The rules wait for two minutes, and a prediction is half a minute old when it is written. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Path UNPACKED =
      Path.of(System.getProperty("user.home"), ".cache", "aionyx", "programs");

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

  @Option(
      names = "--stack",
      description = {
        "Around it a real Prometheus and Alertmanager, from the PATH or from Debian's packages:",
        "the history ends now, 40 minutes before a failure, and the alert is waited for. The",
        "alert-bridge then plans, asks, evicts on a copy of the cluster, verifies and proves it."
      })
  private boolean stack;

  @Override
  public Integer call() throws Exception {
    WorldSpec spec =
        WorldSpec.of(unseenSeed())
            .withSize(nodes, pods)
            .withDuration(Duration.ofHours(hours))
            .withIncidents(36, 5);
    String title =
        "%d hours of a cluster of %d nodes and %d pods, by remote-write"
            .formatted(hours, nodes, pods);
    return stack ? inStack(spec.withIncidents(96, 2), title) : alone(spec, title);
  }

  private int alone(WorldSpec spec, String title) throws InterruptedException {
    var demo =
        new Demo(
            World.of(spec), new Demo.Stretch(spec.startMillis(), spec.endMillis(), speed), title);
    try (Predictor predictor = Predictor.start(Demo.config(port, chosenModels()))) {
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

  private int inStack(WorldSpec spec, String title) throws Exception {
    Path folder = Files.createTempDirectory("aionyx-demo-");
    List<Path> rules = ShippedRules.writeTo(folder.resolve("rules"));
    var plan =
        new StackPlan(folder, rules, RULES_EVERY, Optional.empty(), Map.of(), WriteVersion.V1);
    Instant now = Instant.now();
    var demo = new StackDemo(Imminent.at(now, spec), now, title, PATIENCE);
    try (Stack around = Stack.start(Toolbox.of(UNPACKED), plan);
        Predictor predictor =
            Predictor.start(Demo.config(port, chosenModels() + StackDemo.writesTo(around)));
        AlertBridge bridge = bridge(demo, around, folder.resolve("bridge"));
        AutoCloseable _ = demo.run(predictor, around, Optional.ofNullable(bridge))) {
      if (demo.live() && !exit) {
        System.out.println("All of it goes on in real time. Ctrl-C ends it.");
        new CountDownLatch(1).await();
      }
    }
    return 0;
  }

  /** Null, and said, where there is none: a predictor's own image holds no bridge. */
  private static @Nullable AlertBridge bridge(StackDemo demo, Stack around, Path folder) {
    return switch (BridgeProgram.locate()) {
      case Located.Found found -> {
        BridgeProgram.prepare(found.program());
        List<String> program = List.of(found.program().toString());
        yield AlertBridge.start(program, folder, around, demo.cluster());
      }
      case Located.Missing missing -> {
        System.out.println("The story ends with the alert: " + missing.reason() + '.');
        yield null;
      }
    };
  }

  private String chosenModels() {
    return models == null ? "" : "models: {path: '" + models + "'}\n";
  }

  /** A world of the split that neither trains nor validates any model. */
  private long unseenSeed() {
    return Split.TEST.seeds(seed + 1).skip(seed).findFirst().orElseThrow();
  }
}
