package io.aionyx.predictor;

import io.aionyx.core.Models;
import io.aionyx.core.Pipeline;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.config.Config.ClockKind;
import io.aionyx.predictor.config.Config.Storage;
import io.aionyx.predictor.outcomes.Outcomes;
import io.aionyx.predictor.receive.DoorMetrics;
import io.aionyx.predictor.receive.Doors;
import io.aionyx.predictor.receive.WriteDoor;
import io.aionyx.predictor.receive.WriteLimits;
import io.aionyx.predictor.storage.StorageMetrics;
import io.aionyx.predictor.telemetry.Telemetry;
import io.aionyx.predictor.tick.Engine;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WriteEncoder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Door, engine and storage without HTTP and without models, fed with requests by number. */
final class Kept implements AutoCloseable {
  private static final long STEP_MILLIS = 15_000;

  /** On a boundary, so that a number can be told from the greatest timestamp. */
  private static final long START_MILLIS = 1_700_000_010_000L;

  /** Small, since a process that is killed at once should not spend its life reading YAML. */
  private static final SignalCatalog CATALOG =
      SignalCatalog.of(
          Map.of(
              "signals",
              Map.of("pod", Map.of("memory_limit_ratio", Map.of("ratio", memoryOfLimit())))));

  final PrometheusRegistry registry = new PrometheusRegistry();
  final Engine engine;
  final WriteDoor door;
  private final @Nullable Durability durability;

  /**
   * @param folder null for memory only
   */
  Kept(@Nullable Path folder) {
    this(folder, Duration.ofMinutes(1));
  }

  Kept(@Nullable Path folder, Duration snapshotInterval) {
    var kept = new Durability[1];
    engine =
        new Engine(
            pipeline(),
            new Outcomes(new Telemetry("", "")),
            ClockKind.EVENT,
            Duration.ofSeconds(30),
            (evaluation, _) -> {
              if (kept[0] != null) {
                kept[0].evaluated(evaluation.atMillis());
              }
            });
    var limits = WriteLimits.DEFAULTS;
    var entrance = new Entrance();
    door =
        new WriteDoor(
            new WriteLimits(
                limits.body(),
                limits.series(),
                WriteLimits.Samples.OF_A_REPLAY,
                limits.connections()),
            entrance,
            new DoorMetrics(registry),
            InstantSource.system());
    engine.onGivenUp(door::forget);
    var ingest = new EngineIngest(engine, 100_000);
    if (folder == null) {
      durability = null;
      entrance.open(ingest);
    } else {
      var storage = new Storage(folder, snapshotInterval, 16 << 10);
      durability =
          Durability.open(
              storage, folder, engine, ingest, door, Kept::pipeline, new StorageMetrics(registry));
      kept[0] = durability;
      entrance.open(durability.ingest());
    }
  }

  /** In one order in every process. */
  private static Map<String, ?> memoryOfLimit() {
    return new TreeMap<>(
        Map.of(
            "of", List.of("container_memory_working_set_bytes"),
            "to", List.of("kube_pod_container_resource_limits"),
            "by", List.of("container")));
  }

  private static Pipeline pipeline() {
    return new Pipeline(CATALOG, Models.NONE);
  }

  int write(int number) {
    RemoteWrite version = number % 2 == 0 ? RemoteWrite.V1 : RemoteWrite.V2;
    return Doors.write(door, version, request(version, number));
  }

  /** The number of the newest request that is known, or -1. */
  int newest() {
    long greatest = engine.greatestMillis();
    return greatest == Long.MIN_VALUE ? -1 : (int) ((greatest - START_MILLIS) / STEP_MILLIS);
  }

  /** Everything later evaluations depend on. */
  byte[] state() {
    var bytes = new ByteArrayOutputStream();
    engine.write(new StateWriter(bytes), () -> 0);
    return bytes.toByteArray();
  }

  /** Pods that wander, come and fall silent; the same for the same number. */
  static byte[] request(RemoteWrite version, int number) {
    var random = new SplittableRandom(number);
    WriteEncoder request = version.newEncoder();
    long at = START_MILLIS + number * STEP_MILLIS;
    for (int pod = 0; pod < 6; pod++) {
      if ((number / 600 + pod) % 3 == 0) {
        continue;
      }
      series(request, at, 1, "kube_pod_info", pod, "node", "node-" + (number / 300 + pod) % 3);
      for (String container : List.of("app", "proxy")) {
        double used = random.nextDouble(100);
        series(
            request, at, used, "container_memory_working_set_bytes", pod, "container", container);
        series(
            request,
            at,
            100,
            "kube_pod_container_resource_limits",
            pod,
            "container",
            container,
            "resource",
            "memory");
      }
    }
    return request.toSnappy();
  }

  private static void series(
      WriteEncoder request, long at, double value, String name, int pod, String... more) {
    request.startSeries().label("__name__", name);
    request.label("namespace", "shop").label("pod", "cart-" + pod);
    for (int i = 0; i < more.length; i += 2) {
      request.label(more[i], more[i + 1]);
    }
    request.sample(at, value).endSeries();
  }

  @Override
  public void close() {
    if (durability != null) {
      durability.close();
    }
  }
}
