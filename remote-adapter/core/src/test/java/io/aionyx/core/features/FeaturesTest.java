package io.aionyx.core.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.Catalogs;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.signals.SignalTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final long TICK = 30_000;
  private static final long HOUR = 3_600_000;

  private final SignalCatalog catalog = Catalogs.shipped();
  private final SignalTable signals = new SignalTable(catalog);
  private final Features features = Features.of(EntityKind.POD, catalog);
  private final FeatureTable table = new FeatureTable(features.names());
  private long now;

  @Test
  void everyFeature_namesTheSignalThatFeedsIt() {
    var fed = new HashSet<String>();
    for (EntityKind kind : List.of(EntityKind.POD, EntityKind.NODE)) {
      catalog.names(kind).forEach(signal -> fed.addAll(features.fedBy(kind, signal)));
    }
    fed.add("age_hours");

    assertThat(fed).containsExactlyInAnyOrderElementsOf(features.names());
    assertThat(features.fedBy(EntityKind.NODE, "disk_used_ratio"))
        .as("of the pod's host")
        .containsExactly("node_disk_used_ratio_last");
  }

  /** Plays a pod whose memory, as a share of its limit, follows a function of time. */
  private void playMemory(
      String pod, long fromMillis, long untilMillis, LongToDoubleFunction share) {
    int used =
        signals.resolve(
            Labels.of(
                "__name__",
                "container_memory_working_set_bytes",
                "namespace",
                "shop",
                "pod",
                pod,
                "container",
                "app"));
    int limit =
        signals.resolve(
            Labels.of(
                "__name__",
                "kube_pod_container_resource_limits",
                "resource",
                "memory",
                "namespace",
                "shop",
                "pod",
                pod,
                "container",
                "app"));
    for (now = fromMillis; now <= untilMillis; now += TICK) {
      signals.append(used, now, share.applyAsDouble(now) * 1000);
      signals.append(limit, now, 1000);
      signals.advance(now);
    }
    now -= TICK;
    features.compute(signals, now, table);
  }

  private float feature(String name) {
    return table.at(0, table.names().indexOf(name));
  }

  @Test
  void names_areManyAndDistinct() {
    var node = Features.of(EntityKind.NODE, catalog);

    assertThat(features.names()).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    assertThat(node.names()).hasSizeGreaterThan(60).doesNotHaveDuplicates();
  }

  @Test
  void linearLeak_slopeAndTimeToLimit_areThoseOfTheLine() {
    playMemory("cart", 0, 3 * HOUR, at -> 0.2 + 0.1 * at / HOUR);

    assertThat(feature("memory_limit_ratio_last")).isCloseTo(0.5f, within(1e-4f));
    assertThat(feature("memory_limit_ratio_slope_2h")).isCloseTo(0.1f, within(1e-3f));
    assertThat(feature("memory_limit_ratio_slope_30m")).isCloseTo(0.1f, within(1e-3f));
    assertThat(feature("memory_limit_ratio_hours_to_limit_2h")).isCloseTo(5f, within(0.1f));
    assertThat(feature("memory_limit_ratio_rising_share_2h")).isEqualTo(1f);
  }

  @Test
  void sawtoothOverFlatFloor_hasNoFloorSlope() {
    playMemory("cart", 0, 4 * HOUR, at -> 0.3 + 0.4 * (at % (10 * 60_000)) / (10 * 60_000.0));

    assertThat(feature("memory_limit_ratio_floor_slope_2h")).isCloseTo(0f, within(0.02f));
    assertThat(feature("memory_limit_ratio_floor_hours_to_limit_2h")).isGreaterThan(10f);
  }

  @Test
  void plateau_takesTheLastTenthOfItsRiseForLong() {
    playMemory("cart", 0, 3 * HOUR, at -> Math.min(0.8, 0.2 + 0.3 * at / HOUR));

    assertThat(feature("memory_limit_ratio_rise_stall")).isGreaterThan(0.5f);
  }

  @Test
  void straightWay_halfOfItsRise_givesTheTimeThatIsLeft() {
    playMemory("cart", 0, 6 * HOUR, at -> 0.2 + 0.1 * at / HOUR);

    assertThat(feature("memory_limit_ratio_rise_24h")).isCloseTo(0.6f, within(0.03f));
    assertThat(feature("memory_limit_ratio_rise_half_hours")).isCloseTo(3f, within(0.2f));
    assertThat(feature("memory_limit_ratio_rise_hours_to_limit")).isCloseTo(2f, within(0.2f));
    assertThat(feature("memory_limit_ratio_rise_stall")).isCloseTo(0.2f, within(0.05f));
  }

  @Test
  void staircase_hasATimeToItsLimitBetweenItsSteps() {
    playMemory("cart", 0, 6 * HOUR - HOUR / 10, at -> 0.2 + 0.1 * (at / HOUR));

    assertThat(feature("memory_limit_ratio_slope_30m")).isCloseTo(0f, within(1e-3f));
    assertThat(feature("memory_limit_ratio_rise_hours_to_limit")).isBetween(1f, 4f);
  }

  @Test
  void shortWay_showsWithinTenMinutes_whatHalfAnHourHidesYet() {
    playMemory("cart", 0, 2 * HOUR, at -> 0.2 + Math.max(0, at - (2 * HOUR - HOUR / 6)) / 3e6);

    assertThat(feature("memory_limit_ratio_slope_10m")).isCloseTo(1.2f, within(0.05f));
    assertThat(feature("memory_limit_ratio_hours_to_limit_10m")).isCloseTo(0.5f, within(0.05f));
    assertThat(feature("memory_limit_ratio_hours_to_limit_30m")).isGreaterThan(1f);
  }

  @Test
  void oneOfThreePods_standsOutAmongItsPeers_forAsLongAsHalfAnHourShowsIt() {
    for (String pod : List.of("cart-a", "cart-b", "cart-c")) {
      own(pod, "cart");
    }
    together(HOUR, Map.of("cart-a", 0.6, "cart-b", 0.2, "cart-c", 0.3));

    assertThat(feature("memory_limit_ratio_peer_deviation", "cart-a"))
        .isCloseTo(0.35f, within(1e-4f));
    assertThat(feature("memory_limit_ratio_peer_deviation_30m", "cart-a"))
        .isCloseTo(0.35f, within(1e-4f));
    assertThat(feature("container_threads_peer_ratio_30m", "cart-a"))
        .isCloseTo(1.4f, within(1e-4f));
    assertThat(feature("container_threads_peer_ratio_30m", "cart-b"))
        .isCloseTo(-5f / 9, within(1e-4f));
  }

  @Test
  void podWithoutPeers_hasNoDeviationFromThem() {
    own("cart-a", "cart");
    together(HOUR, Map.of("cart-a", 0.6));

    assertThat(feature("memory_limit_ratio_peer_deviation_30m")).isNaN();
    assertThat(feature("container_threads_peer_ratio_30m")).isNaN();
  }

  @Test
  void riseOfWhatHasNoLimit_isAShareOfWhatItIsNow() {
    int requests =
        signals.resolve(
            Labels.of(
                "__name__",
                "http_server_requests_seconds_count",
                "namespace",
                "shop",
                "pod",
                "cart"));
    double served = 0;
    for (now = 0; now <= 3 * HOUR; now += TICK) {
      served += (now < HOUR ? 10 : 40) * TICK / 1000.0;
      signals.append(requests, now, served);
      signals.advance(now);
    }
    now -= TICK;
    features.compute(signals, now, table);

    assertThat(feature("requests_per_second_rise_share_24h")).isCloseTo(0.75f, within(0.01f));
  }

  private void own(String pod, String replicaSet) {
    int owner =
        signals.resolve(
            Labels.of(
                "__name__",
                "kube_pod_owner",
                "owner_kind",
                "ReplicaSet",
                "owner_name",
                replicaSet + "-5d8f9c7b6d",
                "namespace",
                "shop",
                "pod",
                pod));
    signals.append(owner, 0, 1);
  }

  /** Pods side by side: memory at a share of the limit, and a hundred threads at all of it. */
  private void together(long untilMillis, Map<String, Double> shares) {
    for (now = 0; now <= untilMillis; now += TICK) {
      shares.forEach(
          (pod, share) -> {
            signals.append(
                signals.resolve(of(pod, "container_memory_working_set_bytes")), now, 1000 * share);
            signals.append(
                signals.resolve(
                    of(pod, "kube_pod_container_resource_limits", "resource", "memory")),
                now,
                1000);
            signals.append(signals.resolve(of(pod, "container_threads")), now, 100 * share);
          });
      signals.advance(now);
    }
    now -= TICK;
    features.compute(signals, now, table);
  }

  private static Labels of(String pod, String name, String... more) {
    var labels =
        new ArrayList<>(
            List.of("__name__", name, "namespace", "shop", "pod", pod, "container", "app"));
    labels.addAll(List.of(more));
    return Labels.of(labels.toArray(String[]::new));
  }

  @Test
  void outliers_doNotMoveTheSlope() {
    playMemory("cart", 0, 2 * HOUR, at -> at / TICK % 50 == 7 ? 0.9 : 0.3);

    assertThat(feature("memory_limit_ratio_slope_2h")).isCloseTo(0f, within(0.02f));
  }

  @Test
  void gapsInTheStream_leaveTheSlopeAsItIs() {
    int used =
        signals.resolve(
            Labels.of(
                "__name__",
                "container_memory_working_set_bytes",
                "namespace",
                "shop",
                "pod",
                "cart",
                "container",
                "app"));
    int limit =
        signals.resolve(
            Labels.of(
                "__name__",
                "kube_pod_container_resource_limits",
                "resource",
                "memory",
                "namespace",
                "shop",
                "pod",
                "cart",
                "container",
                "app"));
    for (long at = 0; at <= 2 * HOUR; at += TICK) {
      if (at < HOUR || at > HOUR + 20 * 60_000) {
        signals.append(used, at, 200 + 100.0 * at / HOUR);
        signals.append(limit, at, 1000);
      }
      signals.advance(at);
      now = at;
    }
    features.compute(signals, now, table);

    assertThat(feature("memory_limit_ratio_slope_2h")).isCloseTo(0.1f, within(5e-3f));
  }

  @Test
  void absentSignals_areNaN() {
    playMemory("cart", 0, HOUR, at -> 0.3);

    assertThat(feature("heap_used_ratio_last")).isNaN();
    assertThat(feature("latency_p99_seconds_zscore_24h")).isNaN();
  }

  @Test
  void youngPod_hasNoSlopeYet() {
    playMemory("cart", 0, 2 * TICK, at -> 0.3);

    assertThat(feature("memory_limit_ratio_last")).isCloseTo(0.3f, within(1e-6f));
    assertThat(feature("memory_limit_ratio_slope_30m")).isNaN();
    assertThat(feature("memory_limit_ratio_hours_to_limit_30m")).isNaN();
  }

  @Test
  void table_rowsAreDirectAndInEntityOrder() {
    playMemory("b", 0, TICK, at -> 0.3);
    playMemory("a", 2 * TICK, 3 * TICK, at -> 0.4);

    assertThat(table.entities()).extracting(e -> e.identity().get("pod")).containsExactly("a", "b");
    assertThat(table.rows().isDirect()).isTrue();
    assertThat(table.rows().remaining()).isEqualTo(2 * features.names().size());
  }

  @Test
  void someEntities_haveTheValuesTheyHaveAmongAll() {
    playMemory("cart", 0, HOUR, at -> 0.2 + 0.1 * at / HOUR);
    playMemory("pay", HOUR + TICK, 2 * HOUR, at -> 0.5);
    features.compute(signals, now, table);
    float whole = feature("memory_limit_ratio_slope_2h", "pay");

    features.compute(signals, now, entity -> entity.path().equals("shop/pay"), table);

    assertThat(table.entities()).hasSize(1);
    assertThat(feature("memory_limit_ratio_slope_2h")).isEqualTo(whole);
  }

  private float feature(String name, String pod) {
    for (int row = 0; row < table.entities().size(); row++) {
      if (table.entities().get(row).path().endsWith(pod)) {
        return table.at(row, table.names().indexOf(name));
      }
    }
    throw new AssertionError("no row of " + pod);
  }
}
