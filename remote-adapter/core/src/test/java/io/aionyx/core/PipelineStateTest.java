package io.aionyx.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A pipeline that is written and read back, against a twin that never was. */
class PipelineStateTest {
  private static final long TICK = 30_000;
  private static final SignalCatalog CATALOG = Catalogs.shipped();

  /** Pods that come, move, fall silent and come back, on nodes with info series: eight hours. */
  private static final class Cluster {
    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<Integer, Integer> node = new java.util.HashMap<>();

    void scrape(long atMillis, List<Pipeline> into) {
      for (int n = 0; n < 3; n++) {
        String instance = "10.0.0." + n + ":9100";
        send(into, atMillis, 1, "node_uname_info", "instance", instance, "nodename", "node-" + n);
        send(
            into,
            atMillis,
            1e9,
            "node_memory_MemAvailable_bytes",
            "instance",
            instance,
            "job",
            "node");
        send(into, atMillis, 4e9, "node_memory_MemTotal_bytes", "instance", instance);
        for (String mode : List.of("idle", "user", "iowait")) {
          for (int cpu = 0; cpu < 3; cpu++) {
            send(
                into,
                atMillis,
                atMillis * 1e-3 * random.nextDouble(0.9, 1.1),
                "node_cpu_seconds_total",
                "instance",
                instance,
                "mode",
                mode,
                "cpu",
                "" + cpu);
          }
        }
      }
      for (int pod = 0; pod < 12; pod++) {
        boolean silent = pod % 4 == 1 && atMillis > 3_600_000L * (1 + pod % 3);
        boolean again = atMillis > 3_600_000L * 6;
        if (!silent || again) {
          pod(atMillis, pod, into);
        }
      }
    }

    private void pod(long atMillis, int pod, List<Pipeline> into) {
      if (!node.containsKey(pod) || random.nextInt(400) == 0) {
        node.put(pod, random.nextInt(3));
      }
      String[] of = {"namespace", "shop", "pod", "cart-" + pod};
      send(into, atMillis, 1, "kube_pod_info", with(of, "node", "node-" + node.get(pod)));
      send(
          into,
          atMillis,
          1,
          "kube_pod_owner",
          with(of, "owner_kind", "ReplicaSet", "owner_name", "cart-" + pod % 2 + "-7f9c"));
      for (String container : List.of("app", "proxy", "init")) {
        double used = random.nextDouble(1e8);
        send(
            into,
            atMillis,
            used,
            "container_memory_working_set_bytes",
            with(of, "container", container));
        send(
            into,
            atMillis,
            1e8,
            "kube_pod_container_resource_limits",
            with(of, "container", container, "resource", "memory"));
        send(
            into,
            atMillis,
            atMillis * 1e-4 + random.nextDouble(),
            "container_cpu_usage_seconds_total",
            with(of, "container", container));
      }
    }

    private static String[] with(String[] labels, String... more) {
      var all = new ArrayList<>(List.of(labels));
      all.addAll(List.of(more));
      return all.toArray(String[]::new);
    }

    private static void send(
        List<Pipeline> into, long atMillis, double value, String name, String... labels) {
      Labels series = Labels.of(with(labels, "__name__", name));
      into.forEach(pipeline -> pipeline.append(pipeline.resolve(series), atMillis, value));
    }
  }

  private static Pipeline pipeline(SignalCatalog catalog) {
    return new Pipeline(catalog, Models.NONE);
  }

  private static byte[] written(Pipeline pipeline) {
    var bytes = new ByteArrayOutputStream();
    var state = new StateWriter(bytes);
    pipeline.write(state);
    state.flush();
    return bytes.toByteArray();
  }

  private static Pipeline readBack(byte[] bytes) {
    var fresh = pipeline(CATALOG);
    fresh.read(new StateReader(ByteBuffer.wrap(bytes)));
    return fresh;
  }

  private static List<Integer> bits(Pipeline pipeline, EntityKind kind) {
    FeatureTable table = pipeline.features(kind);
    var bits = new ArrayList<Integer>();
    for (int i = 0; i < table.entities().size() * table.names().size(); i++) {
      bits.add(Float.floatToRawIntBits(table.rows().get(i)));
    }
    return bits;
  }

  @Test
  void pipeline_readBackAgainAndAgain_computesWhatItsTwinDoesBitForBit() {
    var cluster = new Cluster();
    var twin = pipeline(CATALOG);
    var restored = pipeline(CATALOG);
    for (long at = TICK; at < 8 * 3_600_000L; at += TICK) {
      cluster.scrape(at - 7_000, List.of(twin, restored));
      if (at / TICK % 37 == 0) {
        restored = readBack(written(restored));
      }
      twin.advance(at);
      restored.advance(at);
      if (at / TICK % 60 == 0) {
        assertThat(restored.evict(at)).isEqualTo(twin.evict(at));
      }
      if (at / TICK % 5 == 0) {
        assertThat(bits(restored, EntityKind.POD)).isEqualTo(bits(twin, EntityKind.POD));
        assertThat(bits(restored, EntityKind.NODE)).isEqualTo(bits(twin, EntityKind.NODE));
      }
    }
    assertThat(restored.series()).isEqualTo(twin.series()).isGreaterThan(100);
    assertThat(written(readBack(written(twin)))).hasSameSizeAs(written(twin));
  }

  @Test
  void read_ofAnotherCatalogue_isRefused() {
    byte[] written = written(pipeline(CATALOG));
    var other =
        pipeline(
            SignalCatalog.of(
                Map.of("signals", Map.of("pod", Map.of("x", Map.of("gauge", List.of("x")))))));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.read(new StateReader(ByteBuffer.wrap(written))))
        .withMessageContaining("signals.yaml");
  }

  @Test
  void read_ofCutBytes_isRefusedAtEveryCut() {
    var whole = pipeline(CATALOG);
    var cluster = new Cluster();
    cluster.scrape(TICK, List.of(whole));
    whole.advance(2 * TICK);
    byte[] bytes = written(whole);
    for (int cut = 0; cut < bytes.length; cut += 97) {
      var rest = ByteBuffer.wrap(bytes, 0, cut);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pipeline(CATALOG).read(new StateReader(rest)));
    }
  }
}
