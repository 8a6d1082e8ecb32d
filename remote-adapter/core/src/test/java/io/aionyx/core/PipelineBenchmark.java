package io.aionyx.core;

import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.EntityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds of one scrape into the store, and of one tick: bringing the signals of 1,550
 * entities forward, with and without computing their features.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PipelineBenchmark {
  private static final int NODES = 50;
  private static final int PODS = 1500;
  private static final long SCRAPE_MILLIS = 15_000;
  private static final long TICK_MILLIS = 30_000;

  private final Pipeline pipeline = new Pipeline(Catalogs.shipped(), Models.NONE);
  private final List<Integer> refs = new ArrayList<>();
  private long scrapeMillis = SCRAPE_MILLIS;
  private long tickMillis = TICK_MILLIS;

  @Setup
  public void fill() {
    for (int node = 0; node < NODES; node++) {
      series("node_memory_MemAvailable_bytes", "node", "node-" + node);
      series("node_memory_MemTotal_bytes", "node", "node-" + node);
      for (int cpu = 0; cpu < 8; cpu++) {
        series("node_cpu_seconds_total", "node", "node-" + node, "mode", "idle", "cpu", "" + cpu);
      }
    }
    for (int pod = 0; pod < PODS; pod++) {
      String[] of = {"namespace", "shop", "pod", "cart-" + pod};
      series("kube_pod_info", with(of, "node", "node-" + pod % NODES));
      for (String container : List.of("app", "proxy")) {
        series("container_memory_working_set_bytes", with(of, "container", container));
        series("container_cpu_usage_seconds_total", with(of, "container", container));
        series(
            "kube_pod_container_resource_limits",
            with(of, "container", container, "resource", "memory"));
      }
    }
    for (int i = 0; i < 240; i++) {
      scrape();
      scrape();
      tick();
    }
  }

  private static String[] with(String[] labels, String... more) {
    var all = new ArrayList<>(List.of(labels));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  private void series(String name, String... labels) {
    refs.add(pipeline.resolve(Labels.of(with(labels, "__name__", name))));
  }

  /** About 11,000 series, one sample each. */
  @Benchmark
  public void scrape() {
    for (int i = 0; i < refs.size(); i++) {
      pipeline.append(refs.get(i), scrapeMillis, i + scrapeMillis % 977);
    }
    scrapeMillis += SCRAPE_MILLIS;
  }

  @Benchmark
  public void tick() {
    tickMillis = Math.max(tickMillis + TICK_MILLIS, scrapeMillis / TICK_MILLIS * TICK_MILLIS);
    scrape();
    pipeline.advance(tickMillis);
  }

  @Benchmark
  public FeatureTable tickAndFeatures() {
    tick();
    pipeline.features(EntityKind.NODE);
    return pipeline.features(EntityKind.POD);
  }
}
