package io.aionyx.predictor.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.telemetry.Telemetry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pod whose model says what the test wants, minute by minute, in a stream told likewise. */
final class OutcomesTest {
  private static final long MINUTE = 60_000;
  private static final Entity CART = Entity.pod("shop", "cart-1");
  private static final String POD = " namespace=shop pod=cart-1 container=app";
  private static final String RESTARTS = "kube_pod_container_status_restarts_total" + POD;
  private static final String KILLED =
      "kube_pod_container_status_last_terminated_reason reason=OOMKilled" + POD;
  private static final String VERDICT =
      "aionyx_remediation_verified_timestamp_seconds entity_kind=pod failure_mode=any"
          + " action=evict-pod namespace=shop pod=cart-1 result=";

  private final Telemetry telemetry = new Telemetry("", "");
  private final Outcomes outcomes = new Outcomes(telemetry);
  private final Map<String, Integer> handles = new HashMap<>();
  private final Map<String, Double> told = new HashMap<>();
  private long minute;
  private Report report = Report.EMPTY;

  private void tell(String series, double value) {
    told.put(series, value);
  }

  /** Minutes in which the pod is said to fail with a probability; 0.5 alarms. */
  private void minutes(int count, double probability) {
    for (int i = 0; i < count; i++) {
      step(List.of(prediction(probability)));
    }
  }

  private void without(int count) {
    for (int i = 0; i < count; i++) {
      step(List.of());
    }
  }

  private void step(List<Prediction> predictions) {
    minute++;
    told.forEach(
        (series, value) -> {
          int handle =
              handles.computeIfAbsent(
                  series, s -> outcomes.open(Labels.of(("__name__=" + s).split("[ =]+"))));
          outcomes.sample(handle, minute * MINUTE, value);
        });
    report =
        outcomes.observe(new Evaluation(minute * MINUTE, predictions, List.of(), Map.of("pod", 1)));
  }

  private static Prediction prediction(double probability) {
    return new Prediction(
        CART,
        Horizon.H2,
        "any",
        "m",
        "1",
        probability,
        probability,
        probability,
        0.5,
        null,
        List.of());
  }

  private void oomKill() {
    tell(RESTARTS, 1);
    tell(KILLED, 1);
  }

  private byte[] written() {
    var bytes = new ByteArrayOutputStream();
    var state = new StateWriter(bytes);
    outcomes.write(state);
    state.flush();
    return bytes.toByteArray();
  }

  private double resolved(String outcome) {
    return report.latest().stream().filter(r -> r.outcome().label().equals(outcome)).count();
  }

  private Quality quality() {
    assertThat(report.quality()).hasSize(1);
    return report.quality().get(0);
  }

  @Test
  void alarm_heldForThreeEvaluations_opensOneEpisode() {
    minutes(2, 0.9);
    assertThat(report.open()).isEmpty();
    minutes(20, 0.9);
    assertThat(report.open())
        .singleElement()
        .satisfies(
            episode -> {
              assertThat(episode.entity()).isEqualTo(CART);
              assertThat(episode.openedMillis()).isEqualTo(3 * MINUTE);
            });
    assertThat(telemetry.total("aionyx_predictions")).isEqualTo(1);
  }

  @Test
  void failure_withinTheHorizon_isATruePositiveWithItsLead() {
    tell(RESTARTS, 0);
    minutes(43, 0.9);
    oomKill();
    minutes(5, 0.9);
    assertThat(resolved("true_positive")).isEqualTo(1);
    assertThat(report.open()).isEmpty();
    assertThat(report.latest().get(0).leadSeconds()).isEqualTo(41 * 60);
    assertThat(quality().precision()).isEqualTo(1);
    assertThat(quality().precisionLowerBound()).isCloseTo(0.05, within(1e-6));
    assertThat(quality().recall()).isEqualTo(1);
    var lead = telemetry.registry().scrape("aionyx_prediction_lead_time_seconds"::equals).get(0);
    assertThat(((HistogramSnapshot) lead).getDataPoints().get(0).getSum()).isEqualTo(41 * 60);
  }

  @Test
  void failure_nothingSaidOf_isMissed() {
    tell(RESTARTS, 0);
    minutes(30, 0.1);
    oomKill();
    minutes(5, 0.1);
    assertThat(resolved("missed")).isEqualTo(1);
    assertThat(quality().recall()).isZero();
    assertThat(quality().precision()).isNaN();
  }

  @Test
  void alarm_noFailureWithinTheHorizon_isAFalsePositive() {
    minutes(10, 0.9);
    minutes(130, 0.1);
    assertThat(resolved("false_positive")).isEqualTo(1);
    assertThat(quality().precision()).isZero();
    assertThat(quality().falseAlarmsPerDay()).isEqualTo(1);
  }

  @Test
  void falseAlarm_thatStaysUp_countsAgainOnlyAfterFourHours() {
    minutes(4 * 60, 0.9);
    assertThat(resolved("false_positive")).isEqualTo(1);
    assertThat(report.open()).isEmpty();
    minutes(10, 0.9);
    assertThat(report.open()).hasSize(1);
  }

  @Test
  void action_verifiedAsSuccessful_isAverted() {
    minutes(20, 0.9);
    tell(VERDICT + "succeeded", 19 * 60);
    minutes(1, 0.9);
    assertThat(resolved("averted")).isEqualTo(1);
    minutes(200, 0.1);
    assertThat(report.latest()).hasSize(1);
    assertThat(quality().precision()).as("averted is never a true positive").isNaN();
  }

  @Test
  void action_beforeTheAlarm_avertsNothing() {
    tell(VERDICT + "succeeded", 60);
    minutes(10, 0.9);
    minutes(130, 0.1);
    assertThat(resolved("averted")).isZero();
    assertThat(resolved("false_positive")).isEqualTo(1);
  }

  @Test
  void action_thatFailed_leavesAFailureTrueAndItsAbsenceUnverifiable() {
    minutes(20, 0.9);
    tell(VERDICT + "failed", 19 * 60);
    minutes(130, 0.1);
    assertThat(resolved("unverifiable")).isEqualTo(1);
  }

  @Test
  void entity_thatWentAway_isUnverifiable() {
    minutes(20, 0.9);
    without(130);
    assertThat(resolved("unverifiable")).isEqualTo(1);
    assertThat(resolved("false_positive")).isZero();
  }

  @Test
  void crash_rightAfterARollout_isUnverifiable() {
    String crashing = "kube_pod_container_status_waiting_reason reason=CrashLoopBackOff" + POD;
    tell("kube_deployment_status_observed_generation namespace=shop deployment=cart", 1);
    tell(crashing, 0);
    minutes(20, 0.9);
    tell("kube_deployment_status_observed_generation namespace=shop deployment=cart", 2);
    tell(crashing, 1);
    minutes(130, 0.1);
    assertThat(report.latest())
        .extracting(Resolution::outcome)
        .containsExactly(Outcome.UNVERIFIABLE);
  }

  @Test
  void alarm_rightAfterAFailure_opensNothing() {
    tell(RESTARTS, 0);
    minutes(20, 0.1);
    oomKill();
    minutes(29, 0.9);
    assertThat(report.open()).isEmpty();
    minutes(10, 0.9);
    assertThat(report.open()).hasSize(1);
  }

  @Test
  void record_olderThanThirtyDays_isForgotten() {
    minutes(10, 0.9);
    minutes(130, 0.1);
    assertThat(quality().precision()).isZero();
    minute += 30 * 24 * 60;
    minutes(1, 0.1);
    assertThat(quality().precision()).isNaN();
  }

  @Test
  void probabilities_thatCameTrueAsOftenAsTheySay_areCalibrated() {
    tell(RESTARTS, 0);
    minutes(125, 0.1);
    oomKill();
    minutes(200, 0.1);
    // of the looks every ten minutes, those of the last two hours before the failure came true
    assertThat(quality().brier()).isBetween(0.2, 0.6);
    assertThat(quality().calibrationError()).isBetween(0.3, 0.7);
  }

  @Test
  void read_ofWhatWasWritten_goesOnWithTheRecordAndTheOpenEpisode() {
    tell(RESTARTS, 0);
    minutes(60, 0.1);
    minutes(10, 0.9);
    oomKill();
    minutes(40, 0.1);
    minutes(10, 0.9);
    var resumed = new Outcomes(new Telemetry("", ""));
    resumed.read(new StateReader(ByteBuffer.wrap(written())));

    assertThat(resumed.report().open()).isEqualTo(report.open()).hasSize(1);
    assertThat(resumed.report().latest()).isEqualTo(report.latest()).isNotEmpty();
    var next = new Evaluation(++minute * MINUTE, List.of(), List.of(), Map.of("pod", 1));
    assertThat(resumed.observe(next).quality()).isEqualTo(outcomes.observe(next).quality());
    assertThat(resumed.report().quality()).hasSize(1);
  }

  @Test
  void failure_seenBeforeTheFirstEvaluationAfterAStart_resolvesTheOpenEpisode() {
    minutes(10, 0.9);
    var resumed = new Outcomes(new Telemetry("", ""));
    resumed.read(new StateReader(ByteBuffer.wrap(written())));
    long at = minute * MINUTE;
    for (String series : List.of(KILLED, RESTARTS)) {
      int handle = resumed.open(Labels.of(("__name__=" + series).split("[ =]+")));
      resumed.sample(handle, at, 0);
      resumed.sample(handle, at + MINUTE, 1);
    }

    var next = new Evaluation(at + 3 * MINUTE, List.of(), List.of(), Map.of("pod", 1));
    assertThat(resumed.observe(next).latest())
        .extracting(Resolution::outcome)
        .containsExactly(Outcome.TRUE_POSITIVE);
  }

  @Test
  void read_ofAStateThatEndsEarly_changesNothing() {
    minutes(10, 0.9);
    byte[] whole = written();
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outcomes.read(new StateReader(ByteBuffer.wrap(cut))));
    assertThat(outcomes.report()).isEqualTo(report);
  }
}
