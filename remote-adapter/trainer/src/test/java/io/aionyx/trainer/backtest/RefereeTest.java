package io.aionyx.trainer.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One entity, one day in minutes, a failure at minute 600 whose cause shows from minute 450. */
final class RefereeTest {
  private static final long MINUTE = 60_000;
  private static final Entity POD = Entity.pod("shop", "cart");
  private static final Entity VICTIM = Entity.pod("shop", "web");
  private static final int FAILS = 600;

  private static Tally judge(Entity entity, int... alarmingMinutes) {
    var scores = new Track(0, MINUTE);
    for (int minute = 0; minute < 1440; minute++) {
      scores.put(minute * MINUTE, alarming(minute, alarmingMinutes) ? 0.9f : 0.1f);
    }
    var tape = Tape.of(new Told(), Map.of(entity, scores), 0, 1440 * MINUTE);
    return Referee.of(Horizon.H2).judge(tape, 0, List.of(EntityKind.POD), kind -> 0.5);
  }

  /** Three minutes up from each of the given minutes: the alarm opens at the third. */
  private static boolean alarming(int minute, int... starts) {
    for (int start : starts) {
      if (minute >= start && minute < start + 3) {
        return true;
      }
    }
    return false;
  }

  @Test
  void alarm_withinTheWindow_isAHitWithItsLead() {
    var tally = judge(POD, 498);
    assertThat(tally.hit()).isEqualTo(1);
    assertThat(tally.goodAlarms).isEqualTo(1);
    assertThat(tally.falseAlarms).isZero();
    assertThat(tally.leadQuantile(0.5)).isEqualTo(100);
  }

  @Test
  void alarm_moreThanTwoHoursBefore_isFalse() {
    var tally = judge(POD, 470);
    assertThat(tally.hit()).isZero();
    assertThat(tally.falseByConfounder).containsEntry("too early: oom", 1);
  }

  @Test
  void alarm_lastHalfHourOrRecovery_countsNeitherWay() {
    for (int minute : new int[] {FAILS - 25, FAILS - 2, FAILS + 20}) {
      var tally = judge(POD, minute);
      assertThat(tally.hit() + tally.goodAlarms + tally.falseAlarms).isZero();
    }
  }

  @Test
  void alarm_onAVictim_announcesItsRoot() {
    assertThat(judge(VICTIM, 498).hit()).isEqualTo(1);
  }

  @Test
  void alarm_inAConfounder_isFalseUnderItsName() {
    assertThat(judge(POD, 1010).falseByConfounder).containsExactly(Map.entry("plateau", 1));
  }

  @Test
  void alarms_lessThanHalfAnHourApart_areOne() {
    assertThat(judge(POD, 1300, 1320, 1345).falseAlarms).isEqualTo(1);
    assertThat(judge(POD, 1300, 1340).falseAlarms).isEqualTo(2);
  }

  @Test
  void scores_upForLessThanThreeEvaluations_raiseNoAlarm() {
    var track = new Track(0, MINUTE);
    for (int minute = 0; minute < 100; minute++) {
      track.put(minute * MINUTE, minute % 3 == 0 ? 0.1f : 0.9f);
    }
    assertThat(track.alarms(0.5)).isEmpty();
    assertThat(track.peak()).isEqualTo(0.1f);
  }

  @Test
  void scores_gapInTheTrack_breaksTheHold() {
    var track = new Track(0, MINUTE);
    track.put(0, 0.9f);
    track.put(MINUTE, 0.9f);
    track.put(3 * MINUTE, 0.9f);
    assertThat(track.alarms(0.5)).isEmpty();
  }

  @Test
  void silence_missesWhatWasReachableAndDaysAreCounted() {
    var tally = judge(POD);
    assertThat(tally.reachable()).isEqualTo(1);
    assertThat(tally.all()).isEqualTo(2);
    assertThat(tally.recall()).isZero();
    assertThat(tally.nodeDays).isEqualTo(1);
  }

  /** The failure, a sudden one later on, and a confounder. */
  private static final class Told implements History {
    @Override
    public void replay(Sink sink) {}

    @Override
    public List<Failure> failures() {
      return List.of(
          new Failure(
              POD,
              "oom",
              400 * MINUTE,
              450 * MINUTE,
              FAILS * MINUTE,
              List.of(VICTIM),
              List.of("m")),
          new Failure(
              POD, "sudden", 800 * MINUTE, 800 * MINUTE, 800 * MINUTE, List.of(), List.of()));
    }

    @Override
    public List<Confounder> confounders() {
      return List.of(new Confounder(POD, "plateau", 1000 * MINUTE, 1100 * MINUTE));
    }
  }
}
