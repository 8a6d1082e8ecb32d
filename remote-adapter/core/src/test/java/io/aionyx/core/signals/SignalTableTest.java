package io.aionyx.core.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.Catalogs;
import io.aionyx.core.series.Append;
import io.aionyx.core.series.Labels;
import io.aionyx.core.series.SeriesStore;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SignalTableTest {
  private static final long HOUR = 3_600_000;
  private static final Offset<Float> EXACT = within(1e-5f);

  private final SignalCatalog catalog = Catalogs.shipped();
  private final SignalTable table = new SignalTable(catalog);

  private void sample(long atMillis, double value, String... labels) {
    int ref = table.resolve(Labels.of(labels));
    if (ref != SignalTable.DROPPED) {
      table.append(ref, atMillis, value);
    }
  }

  private float now(Entity entity, String signal, long atMillis) {
    return table.alive(entity.kind(), atMillis).stream()
        .filter(state -> state.entity().equals(entity))
        .findFirst()
        .map(state -> state.now(catalog.names(entity.kind()).indexOf(signal)))
        .orElse(Float.NaN);
  }

  @Test
  void resolve_seriesThatFeedsNothing_isDropped() {
    assertThat(table.resolve(Labels.of("__name__", "go_goroutines", "job", "x")))
        .isEqualTo(SignalTable.DROPPED);
    assertThat(
            table.resolve(
                Labels.of("__name__", "container_memory_working_set_bytes", "container", "POD")))
        .isEqualTo(SignalTable.DROPPED);
    assertThat(table.series()).isZero();
  }

  @Test
  void resolve_twice_isTheSameRef() {
    var series = Labels.of("__name__", "node_load1", "instance", "a");

    assertThat(table.resolve(series)).isEqualTo(table.resolve(series)).isNotNegative();
  }

  @Test
  void advance_memoryLimitRatio_isThatOfTheFullestContainer() {
    for (String[] container : new String[][] {{"app", "80"}, {"proxy", "10"}}) {
      sample(
          1000,
          Double.parseDouble(container[1]),
          "__name__",
          "container_memory_working_set_bytes",
          "namespace",
          "shop",
          "pod",
          "cart",
          "container",
          container[0]);
      sample(
          1000,
          100,
          "__name__",
          "kube_pod_container_resource_limits",
          "resource",
          "memory",
          "namespace",
          "shop",
          "pod",
          "cart",
          "container",
          container[0]);
    }

    table.advance(1000);

    assertThat(now(Entity.pod("shop", "cart"), "memory_limit_ratio", 1000)).isCloseTo(0.8f, EXACT);
    assertThat(now(Entity.pod("shop", "cart"), "memory_working_set_bytes", 1000))
        .isCloseTo(90f, EXACT);
  }

  @Test
  void advance_nodeExporterInstance_isJoinedToItsNodeEvenWhenTheInfoComesLater() {
    sample(1000, 3, "__name__", "node_load1", "instance", "10.0.0.7:9100");
    table.advance(1000);
    assertThat(table.alive(EntityKind.NODE, 1000)).isEmpty();

    sample(
        2000,
        1,
        "__name__",
        "node_uname_info",
        "instance",
        "10.0.0.7:9100",
        "nodename",
        "worker-1");
    sample(2000, 4, "__name__", "node_load1", "instance", "10.0.0.7:9100");
    table.advance(2000);

    assertThat(now(Entity.node("worker-1"), "cpu_load1", 2000)).isEqualTo(4f);
  }

  @Test
  void advance_addressReusedByAnotherNode_movesTheSeries() {
    sample(1000, 1, "__name__", "kube_node_info", "node", "old", "internal_ip", "10.0.0.7");
    sample(1000, 3, "__name__", "node_load1", "instance", "10.0.0.7:9100");
    table.advance(1000);
    sample(2000, 1, "__name__", "kube_node_info", "node", "new", "internal_ip", "10.0.0.7");
    sample(2000, 5, "__name__", "node_load1", "instance", "10.0.0.7:9100");
    table.advance(2000);

    assertThat(now(Entity.node("new"), "cpu_load1", 2000)).isEqualTo(5f);
    assertThat(now(Entity.node("old"), "cpu_load1", 2000)).isNaN();
  }

  @Test
  void advance_fullestFileSystem_counts() {
    for (String[] mount : new String[][] {{"/", "40"}, {"/var", "5"}}) {
      sample(
          1000,
          Double.parseDouble(mount[1]),
          "__name__",
          "node_filesystem_avail_bytes",
          "node",
          "n",
          "mountpoint",
          mount[0],
          "fstype",
          "ext4");
      sample(
          1000,
          100,
          "__name__",
          "node_filesystem_size_bytes",
          "node",
          "n",
          "mountpoint",
          mount[0],
          "fstype",
          "ext4");
    }

    table.advance(1000);

    assertThat(now(Entity.node("n"), "disk_used_ratio", 1000)).isCloseTo(0.95f, EXACT);
  }

  @Test
  void advance_staleMarker_makesTheSignalUnknown() {
    String[] load = {"__name__", "node_load1", "node", "n"};
    sample(1000, 3, load);
    table.advance(1000);
    sample(2000, Double.longBitsToDouble(SeriesStore.STALE_BITS), load);
    table.advance(2000);

    assertThat(now(Entity.node("n"), "cpu_load1", 2000)).isNaN();
  }

  @Test
  void advance_samplesAfterTheBoundary_areNotLookedAt() {
    String[] load = {"__name__", "node_load1", "node", "n"};
    sample(1000, 3, load);
    sample(1500, 9, load);
    table.advance(1000);

    assertThat(now(Entity.node("n"), "cpu_load1", 1000)).isEqualTo(3f);
  }

  @Test
  void advance_podWithReplicaSet_knowsItsWorkloadAndNode() {
    sample(
        1000,
        1,
        "__name__",
        "kube_pod_info",
        "namespace",
        "shop",
        "pod",
        "cart-7f9-x",
        "node",
        "n");
    sample(
        1000,
        1,
        "__name__",
        "kube_pod_owner",
        "namespace",
        "shop",
        "pod",
        "cart-7f9-x",
        "owner_kind",
        "ReplicaSet",
        "owner_name",
        "cart-7f9");
    sample(
        1000,
        2,
        "__name__",
        "kube_pod_container_status_restarts_total",
        "namespace",
        "shop",
        "pod",
        "cart-7f9-x",
        "container",
        "app");
    sample(1000, 3, "__name__", "node_load1", "node", "n");
    table.advance(1000);

    var pod = table.alive(EntityKind.POD, 1000).get(0);
    assertThat(Objects.requireNonNull(pod.workload()).path()).isEqualTo("shop/cart/Deployment");
    assertThat(Objects.requireNonNull(pod.host()).entity()).isEqualTo(Entity.node("n"));
    assertThat(table.alive(EntityKind.WORKLOAD, 1000)).hasSize(1);
  }

  @Test
  void advance_histogram_givesItsQuantile() {
    for (int scrape = 0; scrape <= 2; scrape++) {
      for (String[] bucket : new String[][] {{"0.1", "50"}, {"0.5", "100"}, {"+Inf", "100"}}) {
        sample(
            scrape * 30_000L,
            scrape * Double.parseDouble(bucket[1]),
            "__name__",
            "http_server_requests_seconds_bucket",
            "le",
            bucket[0],
            "namespace",
            "shop",
            "pod",
            "cart");
      }
    }
    table.advance(60_000);

    // 99 % of the rank lies 98 % into the second bucket.
    assertThat(now(Entity.pod("shop", "cart"), "latency_p99_seconds", 60_000))
        .isCloseTo(0.1f + 0.4f * 0.98f, EXACT);
  }

  @Test
  void advance_idleEntity_isForgottenAndComesBackAsNew() {
    String[] load = {"__name__", "node_load1", "node", "n"};
    sample(0, 3, load);
    for (long at = 0; at <= 20 * 60_000; at += 30_000) {
      table.advance(at);
    }
    sample(21 * 60_000, 4, load);
    table.advance(21 * 60_000);

    var node = table.alive(EntityKind.NODE, 21 * 60_000).get(0);
    assertThat(node.ageHours(21 * 60_000)).isZero();
    assertThat(now(Entity.node("n"), "cpu_load1", 21 * 60_000)).isEqualTo(4f);
  }

  @Test
  void evict_idleSeries_freesItsRefOnlyAfterTheNextCall() {
    String[] load = {"__name__", "node_load1", "node", "n"};
    int ref = table.resolve(Labels.of(load));
    sample(0, 3, load);
    table.advance(0);

    assertThat(table.evict(3 * HOUR)).containsExactly(ref);
    assertThat(table.series()).isZero();
    assertThat(table.append(ref, 3 * HOUR, 4)).isEqualTo(Append.TOO_OLD);
    int meanwhile = table.resolve(Labels.of("__name__", "node_load1", "node", "m"));
    assertThat(meanwhile).isNotEqualTo(ref);

    table.append(meanwhile, 4 * HOUR, 1);
    assertThat(table.evict(4 * HOUR)).isEmpty();
    assertThat(table.resolve(Labels.of(load))).isEqualTo(ref);
    sample(4 * HOUR, 5, load);
    table.advance(4 * HOUR);
    assertThat(now(Entity.node("n"), "cpu_load1", 4 * HOUR)).isEqualTo(5f);
  }

  @Test
  void evict_silentInfo_isNoLongerKnown() {
    String[] info = {"__name__", "node_uname_info", "instance", "10.0.0.7:9100", "nodename", "n"};
    sample(0, 1, info);
    table.advance(0);
    table.evict(3 * HOUR);

    sample(4 * HOUR, 5, "__name__", "node_load1", "instance", "10.0.0.7:9100");
    table.advance(4 * HOUR);
    assertThat(table.alive(EntityKind.NODE, 4 * HOUR)).isEmpty();
  }

  @Test
  void advance_podMovedToANodeSeenLater_knowsIt() {
    String[] pod = {
      "__name__",
      "container_memory_working_set_bytes",
      "namespace",
      "s",
      "pod",
      "p",
      "container",
      "c"
    };
    sample(0, 1, pod);
    sample(0, 1, "__name__", "kube_pod_info", "namespace", "s", "pod", "p", "node", "n");
    table.advance(0);
    assertThat(table.alive(EntityKind.POD, 0).get(0).host()).isNull();

    sample(1000, 1, pod);
    sample(1000, 1, "__name__", "node_load1", "node", "n");
    table.advance(1000);
    var host = Objects.requireNonNull(table.alive(EntityKind.POD, 1000).get(0).host());
    assertThat(host.entity()).isEqualTo(Entity.node("n"));
  }

  @Test
  void evict_seriesWhoseFirstSampleIsOnTheWay_stays() {
    int ref = table.resolve(Labels.of("__name__", "node_load1", "node", "n"));

    assertThat(table.evict(9 * HOUR)).isEmpty();
    assertThat(table.append(ref, 9 * HOUR, 1)).isEqualTo(Append.STORED);
  }

  @Test
  void advance_errorRatio_countsErrorsAsRequestsToo() {
    for (int scrape = 0; scrape <= 2; scrape++) {
      for (String[] status : new String[][] {{"200", "90"}, {"503", "10"}}) {
        sample(
            scrape * 30_000L,
            scrape * Double.parseDouble(status[1]),
            "__name__",
            "http_server_requests_seconds_count",
            "status",
            status[0],
            "namespace",
            "shop",
            "pod",
            "cart");
      }
      sample(
          scrape * 30_000L,
          scrape,
          "__name__",
          "http_server_requests_seconds_count",
          "status",
          "200",
          "namespace",
          "shop",
          "pod",
          "healthy");
    }
    table.advance(60_000);

    assertThat(now(Entity.pod("shop", "cart"), "error_ratio", 60_000)).isCloseTo(0.1f, EXACT);
    assertThat(now(Entity.pod("shop", "healthy"), "error_ratio", 60_000)).isZero();
  }

  @Test
  void advance_cpuBusyRatio_isTheShareOfAllModes() {
    for (int scrape = 0; scrape <= 2; scrape++) {
      for (String cpu : new String[] {"0", "1"}) {
        sample(
            scrape * 30_000L,
            scrape * 24,
            "__name__",
            "node_cpu_seconds_total",
            "mode",
            "idle",
            "cpu",
            cpu,
            "node",
            "n");
        sample(
            scrape * 30_000L,
            scrape * 6,
            "__name__",
            "node_cpu_seconds_total",
            "mode",
            "user",
            "cpu",
            cpu,
            "node",
            "n");
      }
    }
    table.advance(60_000);

    assertThat(now(Entity.node("n"), "cpu_busy_ratio", 60_000)).isCloseTo(0.2f, EXACT);
  }

  @Test
  void advance_volume_belongsToThePodThatClaimsIt() {
    sample(
        1000,
        1,
        "__name__",
        "kube_pod_spec_volumes_persistentvolumeclaims_info",
        "namespace",
        "shop",
        "pod",
        "db-0",
        "persistentvolumeclaim",
        "data-db-0");
    for (String[] stat : new String[][] {{"available", "10"}, {"capacity", "100"}}) {
      sample(
          1000,
          Double.parseDouble(stat[1]),
          "__name__",
          "kubelet_volume_stats_" + stat[0] + "_bytes",
          "namespace",
          "shop",
          "persistentvolumeclaim",
          "data-db-0");
    }
    table.advance(1000);

    assertThat(now(Entity.pod("shop", "db-0"), "volume_used_ratio", 1000)).isCloseTo(0.9f, EXACT);
  }

  @Test
  void advance_evictedPodThatStaysBehind_doesNotTakeItsClaimBack() {
    for (String pod : new String[] {"db-old", "db-new"}) {
      claim(1000, pod);
      table.advance(1000);
    }
    volume(2000, "available", 10);
    volume(2000, "capacity", 100);

    for (long at = 2000; at < 6000; at += 1000) {
      claim(at, "db-new");
      claim(at, "db-old");
      table.advance(at);
    }

    assertThat(now(Entity.pod("shop", "db-new"), "volume_used_ratio", 5000)).isCloseTo(0.9f, EXACT);
  }

  private void claim(long atMillis, String pod) {
    sample(
        atMillis,
        1,
        "__name__",
        "kube_pod_spec_volumes_persistentvolumeclaims_info",
        "namespace",
        "shop",
        "pod",
        pod,
        "persistentvolumeclaim",
        "data-db-0");
  }

  private void volume(long atMillis, String stat, double bytes) {
    sample(
        atMillis,
        bytes,
        "__name__",
        "kubelet_volume_stats_" + stat + "_bytes",
        "namespace",
        "shop",
        "persistentvolumeclaim",
        "data-db-0");
  }
}
