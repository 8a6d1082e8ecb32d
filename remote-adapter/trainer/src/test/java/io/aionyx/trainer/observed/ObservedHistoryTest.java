package io.aionyx.trainer.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams told minute by minute: each series has one value a minute. */
final class ObservedHistoryTest {
  private static final long MINUTE = 60_000;

  private final Map<Labels, double[]> told = new LinkedHashMap<>();

  private void tell(String series, double... values) {
    told.put(Labels.of(series.split("[ =]+")), values);
  }

  private List<Failure> failures() {
    return ObservedHistory.of(this::replay).failures();
  }

  private void replay(History.Sink sink) {
    told.keySet().forEach(sink::open);
    for (int minute = 0; minute < 120; minute++) {
      int handle = 0;
      for (double[] values : told.values()) {
        if (minute < values.length) {
          sink.sample(handle, minute * MINUTE, values[minute]);
        }
        handle++;
      }
      sink.advance(minute * MINUTE);
    }
  }

  private void ready(double... values) {
    tell("__name__=kube_node_status_condition condition=Ready status=true node=n1", values);
  }

  @Test
  void node_notReadyForTwoMinutes_failedWhenItWasLost() {
    ready(1, 1, 0, 0, 0, 0);
    assertThat(failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.entity()).isEqualTo(Entity.node("n1"));
              assertThat(failure.failMillis()).isEqualTo(2 * MINUTE);
            });
  }

  @Test
  void node_notReadyForAMoment_isNoFailure() {
    ready(1, 1, 0, 1, 1, 0, 1);
    assertThat(failures()).isEmpty();
  }

  @Test
  void node_cordonedBefore_isNoFailure() {
    tell("__name__=kube_node_spec_unschedulable node=n1", 0, 1, 1, 1, 1, 1);
    ready(1, 1, 0, 0, 0, 0);
    assertThat(failures()).isEmpty();
  }

  @Test
  void node_diskPressure_failsByItsMode() {
    tell(
        "__name__=kube_node_status_condition condition=DiskPressure status=true node=n1",
        0,
        0,
        1,
        1);
    assertThat(failures()).extracting(Failure::mode).containsExactly("disk_full");
  }

  @Test
  void pod_restartAfterOomKill_isOom() {
    tell(
        "__name__=kube_pod_container_status_last_terminated_reason reason=OOMKilled"
            + " namespace=shop pod=cart-1 container=app",
        0,
        0,
        1,
        1);
    tell(
        "__name__=kube_pod_container_status_restarts_total namespace=shop pod=cart-1 container=app",
        0,
        0,
        1,
        1);
    assertThat(failures()).extracting(Failure::mode).containsExactly("oom");
  }

  @Test
  void pod_restartForAnotherReason_isNoFailure() {
    tell(
        "__name__=kube_pod_container_status_last_terminated_reason reason=Completed"
            + " namespace=shop pod=cart-1 container=app",
        0,
        0,
        1,
        1);
    tell(
        "__name__=kube_pod_container_status_restarts_total namespace=shop pod=cart-1 container=app",
        0,
        0,
        1,
        1);
    assertThat(failures()).isEmpty();
  }

  @Test
  void pod_crashLoopRightAfterARollout_isNoFailure() {
    tell(
        "__name__=kube_deployment_status_observed_generation namespace=shop deployment=cart",
        1,
        1,
        2,
        2,
        2,
        2);
    tell(crashLoop(), 0, 0, 0, 0, 1, 1);
    assertThat(failures()).isEmpty();
  }

  @Test
  void pod_crashLoopOutOfTheBlue_isOneFailureHoweverLongItLasts() {
    tell(crashLoop(), 0, 0, 1, 0, 1, 1, 0, 1);
    assertThat(failures()).extracting(Failure::mode).containsExactly("crashloop");
  }

  @Test
  void pod_crashLoopSeriesThatAppears_isAFailureButNotAtTheStart() {
    double none = Double.NaN;
    ready(1, 1, 1, 1, 1, 1, 1);
    tell(crashLoop(), none, none, none, none, none, none, 1, 1);
    assertThat(failures()).extracting(Failure::failMillis).containsExactly(6 * MINUTE);
    told.clear();
    tell(crashLoop(), 1, 1, 1);
    assertThat(failures()).isEmpty();
  }

  @Test
  void volume_lessThanOnePercentLeft_isFull() {
    tell(
        "__name__=kubelet_volume_stats_capacity_bytes namespace=shop persistentvolumeclaim=db",
        1000,
        1000,
        1000);
    tell(
        "__name__=kubelet_volume_stats_available_bytes namespace=shop persistentvolumeclaim=db",
        500,
        11,
        9);
    assertThat(failures()).extracting(Failure::mode).containsExactly("pvc_full");
  }

  private static String crashLoop() {
    return "__name__=kube_pod_container_status_waiting_reason reason=CrashLoopBackOff"
        + " namespace=shop pod=cart-1 container=app";
  }

  @Test
  void action_onThePod_leavesTheHoursAroundItUndecided() {
    ready(1, 1, 1);
    tell(
        "__name__=aionyx_remediation_verified_timestamp_seconds entity_kind=pod namespace=shop"
            + " pod=cart-1 failure_mode=any result=succeeded",
        12_000);
    assertThat(ObservedHistory.of(this::replay).undecided())
        .singleElement()
        .satisfies(
            stretch -> {
              assertThat(stretch.entity()).isEqualTo(Entity.pod("shop", "cart-1"));
              assertThat(stretch.startMillis()).isEqualTo(12_000_000 - 120 * MINUTE);
              assertThat(stretch.endMillis()).isEqualTo(12_000_000 + 120 * MINUTE);
            });
  }
}
