package io.aionyx.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailureWatchTest {
  private static final long MINUTE = 60_000;
  private static final String POD = " namespace=shop pod=cart-1 container=app";

  private final FailureWatch watch = new FailureWatch();
  private final List<Sighting> seen = new ArrayList<>();

  private int open(String series) {
    return watch.open(Labels.of(("__name__=" + series).split("[ =]+")));
  }

  private void advance(long minute) {
    seen.addAll(watch.advance(minute * MINUTE));
  }

  @Test
  void oom_restartToldBeforeItsReasonInOneScrape_isSeen() {
    int restarts = open("kube_pod_container_status_restarts_total" + POD);
    int killed = open("kube_pod_container_status_last_terminated_reason reason=OOMKilled" + POD);
    watch.sample(restarts, MINUTE, 0);
    watch.sample(restarts, 2 * MINUTE, 1);
    advance(2);
    watch.sample(killed, 2 * MINUTE, 1);
    advance(3);
    assertThat(seen)
        .containsExactly(new Sighting.Failed(Entity.pod("shop", "cart-1"), "oom", 2 * MINUTE));
  }

  @Test
  void restart_forAnotherReasonThanTheKillBefore_isNoFailure() {
    int restarts = open("kube_pod_container_status_restarts_total" + POD);
    int killed = open("kube_pod_container_status_last_terminated_reason reason=OOMKilled" + POD);
    int error = open("kube_pod_container_status_last_terminated_reason reason=Error" + POD);
    watch.sample(restarts, MINUTE, 0);
    watch.sample(killed, MINUTE, 1);
    watch.sample(restarts, 2 * MINUTE, 1);
    watch.sample(error, 2 * MINUTE, 1);
    advance(10);
    assertThat(seen).isEmpty();
  }

  @Test
  void node_cordonedOnlyOnceItWasLost_failed() {
    int ready = open("kube_node_status_condition condition=Ready status=true node=n1");
    int cordon = open("kube_node_spec_unschedulable node=n1");
    for (int minute = 0; minute < 10; minute++) {
      watch.sample(ready, minute * MINUTE, minute < 3 ? 1 : 0);
      watch.sample(cordon, minute * MINUTE, minute < 4 ? 0 : 1);
      advance(minute);
    }
    assertThat(seen).contains(new Sighting.Failed(Entity.node("n1"), "any", 3 * MINUTE)).hasSize(2);
  }

  @Test
  void node_taintedForRemoval_isPlanned() {
    int ready = open("kube_node_status_condition condition=Ready status=true node=n1");
    int taint =
        open("kube_node_spec_taint key=ToBeDeletedByClusterAutoscaler effect=NoSchedule node=n1");
    for (int minute = 0; minute < 10; minute++) {
      watch.sample(ready, minute * MINUTE, minute < 5 ? 1 : 0);
      if (minute == 4) {
        watch.sample(taint, minute * MINUTE, 1);
      }
      advance(minute);
    }
    assertThat(seen).isNotEmpty().allMatch(Sighting.Planned.class::isInstance);
  }

  @Test
  void series_ofAnotherCluster_isAnotherEntity() {
    int ready = open("kube_node_status_condition condition=Ready status=true node=n1 cluster=east");
    for (int minute = 0; minute < 10; minute++) {
      watch.sample(ready, minute * MINUTE, minute < 3 ? 1 : 0);
      advance(minute);
    }
    assertThat(seen.get(0).entity().identity().get("cluster")).isEqualTo("east");
  }

  @Test
  void series_thatTellNothing_haveNoHandle() {
    assertThat(open("node_load1 node=n1")).isEqualTo(FailureWatch.NOTHING);
    assertThat(open("kube_node_status_condition condition=Ready status=false node=n1"))
        .isEqualTo(FailureWatch.NOTHING);
    assertThat(open("kube_node_spec_unschedulable")).isEqualTo(FailureWatch.NOTHING);
  }
}
