package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PromotionGateTest {

  private final GateWorld world = new GateWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void days_tooFew_ask() {
    world.metrics.answer(GateWorld.DAYS, 29);
    assertThat(world.verdict()).isEqualTo("promotion: ask");
  }

  @Test
  void resolved_oneTooFew_asks() {
    world.metrics.answer(GateWorld.RIGHT, 58);
    assertThat(world.verdict()).isEqualTo("promotion: ask");
  }

  @Test
  void resolved_fiftyNineOfFiftyNine_isProof() {
    world.metrics.answer(GateWorld.RIGHT, 59);
    assertThat(world.verdict()).endsWith(": allowed");
  }

  @Test
  void precision_oneWrongOfNinetyTwo_asks() {
    world.metrics.answer(GateWorld.RIGHT, 91);
    world.metrics.answer(GateWorld.WRONG, 1);
    assertThat(world.verdict()).isEqualTo("promotion: ask");
  }

  @Test
  void precision_oneWrongOfNinetyThree_isProof() {
    world.metrics.answer(GateWorld.RIGHT, 92);
    world.metrics.answer(GateWorld.WRONG, 1);
    assertThat(world.verdict()).endsWith(": allowed");
  }

  @Test
  void input_drifts_asks() {
    world.metrics.answer(GateWorld.DRIFT, 0.26);
    assertThat(world.verdict()).isEqualTo("promotion: ask");
  }

  /** What is not measured may be anything. */
  @Test
  void drift_notMeasuredByAnybody_asks() {
    world.metrics.answerNothing(GateWorld.DRIFT);
    assertThat(world.verdict()).isEqualTo("promotion: ask");
  }

  @Test
  void drift_notANumber_asks() {
    world.metrics.answer(GateWorld.DRIFT, Double.NaN);
    assertThat(world.verdict()).isEqualTo("promotion: ask");
  }

  @Test
  void drift_ofAnotherModelOnly_asks() {
    world.metrics.answerNothing(GateWorld.DRIFT);
    world.metrics.answer("max(aionyx_model_drift_score{model=\"other\"})", 0);
    assertThat(world.verdict()).isEqualTo("promotion: ask");
  }
}
