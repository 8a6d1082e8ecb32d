package io.aionyx.app;

import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import io.aionyx.scenarios.replay.LabelsFile;
import io.aionyx.scenarios.replay.OpenMetrics;
import io.aionyx.scenarios.replay.RemoteWriteReplayer;
import io.aionyx.scenarios.replay.ReplayProgress;
import io.aionyx.scenarios.replay.ReplaySettings;
import io.aionyx.wire.RemoteWrite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates a cluster with known failures, into a receiver or into files. */
@Command(
    name = "simulate",
    description = "Simulate a cluster whose failures are known, into a receiver or into files.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    footer = {
      "",
      "Files are series.om, OpenMetrics as promtool reads it, and labels.jsonl, what failed."
    })
final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--seed", paramLabel = "N", description = "Which cluster and which failures.")
  private long seed = 1;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "First moment, as 2026-01-05T00:00:00Z.")
  private Instant start = WorldSpec.of(0).start();

  @Mixin private Worlds shape = new Worlds();

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "Seconds of history in one second, into a receiver.")
  private double speed = Double.POSITIVE_INFINITY;

  @Option(names = "--protocol", description = "Remote-write version, 1.0 or 2.0.")
  private String protocol = RemoteWrite.V1.label();

  @Option(
      names = "--rush",
      description =
          "Encode everything first, then send it as fast as it is taken, and say what it took.")
  private boolean rush;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Connections of a rush; a series stays on one.")
  private int connections = 4;

  @Option(
      names = "--receiver",
      paramLabel = "PID",
      description = "Process of the receiver, whose CPU time a rush tells.")
  private long receiver;

  static final class Where {
    @Option(names = "--to", paramLabel = "URL", description = "A remote-write receiver.")
    private @Nullable URI url;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where files are written.")
    private @Nullable Path folder;
  }

  @Override
  public Integer call() throws IOException {
    World world = World.of(shape.spec(seed).withStart(start));
    URI url = where.url;
    if (url == null) {
      write(world, where.folder == null ? Path.of(".") : where.folder);
    } else {
      send(world, url);
    }
    return 0;
  }

  private static void write(World world, Path folder) throws IOException {
    Files.createDirectories(folder);
    long samples = OpenMetrics.write(world, folder.resolve("series.om"));
    LabelsFile.write(world, folder.resolve("labels.jsonl"));
    System.out.println(samples + " samples written to " + folder.toAbsolutePath().normalize());
  }

  private void send(World world, URI url) {
    var version = protocol.equals(RemoteWrite.V2.label()) ? RemoteWrite.V2 : RemoteWrite.V1;
    var settings = ReplaySettings.to(url).withSpeed(speed).withVersion(version);
    if (rush) {
      new RushReport(settings, receiver).run(world, connections, "rush-" + seed);
      return;
    }
    var line = new ProgressLine();
    long first = world.spec().startMillis();
    int minutes = (int) ((world.spec().endMillis() - first) / 60_000);
    ReplayProgress sent =
        new RemoteWriteReplayer(settings)
            .replay(
                world,
                now ->
                    line.step(
                        "minutes sent", (int) ((now.eventMillis() - first) / 60_000), minutes));
    line.end();
    System.out.println(
        "%d samples sent in %d requests, %d of them again"
            .formatted(sent.samples(), sent.requests(), sent.retries()));
  }
}
