package io.aionyx.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.Prediction;
import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final Entity CART = Entity.pod("shop", "cart");
  private static final Entity MAIL = Entity.pod("shop", "mail");
  private static final Entity NODE = Entity.node("n1");
  private static final long END = minutes(600);

  private record Told(List<Failure> failures, List<Confounder> confounders) implements History {
    @Override
    public void replay(Sink sink) {}
  }

  private static long minutes(long minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }

  private static Failure failure(Entity entity, long observable, long at, Entity... victims) {
    return new Failure(
        entity,
        "oom",
        minutes(observable),
        minutes(observable),
        minutes(at),
        List.of(victims),
        List.of());
  }

  private static Episode alarm(Entity entity, long from, long to) {
    var opening =
        new Prediction(entity, Horizon.H2, "any", "m", "1", 0.8, 0.7, 0.9, 0.5, null, List.of());
    return new Episode(entity, minutes(from), minutes(to), opening);
  }

  private static Account account(List<Failure> failures, Episode... alarms) {
    var lookAlike = new Confounder(MAIL, "cache warm-up", minutes(90), minutes(110));
    return Account.of(new Told(failures, List.of(lookAlike)), List.of(alarms), END);
  }

  @Test
  void alarmAnHourBefore_isCaughtInTime() {
    var account = account(List.of(failure(CART, 10, 200)), alarm(CART, 140, 200));

    assertThat(account.inTime()).hasSize(1);
    assertThat(account.medianLead()).isEqualTo(Duration.ofMinutes(60));
    assertThat(account.predictable()).isEqualTo(1);
    assertThat(account.falseAlarms()).isEmpty();
  }

  @Test
  void alarmTenMinutesBefore_isLate() {
    var account = account(List.of(failure(CART, 10, 200)), alarm(CART, 190, 200));

    assertThat(account.inTime()).isEmpty();
    assertThat(account.late()).hasSize(1);
  }

  @Test
  void noAlarm_isMissedOrUnpredictable() {
    var account = account(List.of(failure(CART, 100, 200), failure(MAIL, 195, 200)));

    assertThat(account.missed()).extracting(Failure::entity).containsExactly(CART);
    assertThat(account.unpredictable()).extracting(Failure::entity).containsExactly(MAIL);
  }

  @Test
  void alarmLongBefore_isFalseAndTheFailureMissed() {
    var account = account(List.of(failure(CART, 10, 400)), alarm(CART, 100, 110));

    assertThat(account.missed()).hasSize(1);
    assertThat(account.falseAlarms()).hasSize(1);
  }

  @Test
  void alarmStandingSinceBeforeTheFirstSign_announcesNothing() {
    var account = account(List.of(failure(CART, 300, 400)), alarm(CART, 50, 400));

    assertThat(account.missed()).hasSize(1);
    assertThat(account.falseAlarms()).hasSize(1);
  }

  @Test
  void alarmOnAVictim_isNotFalse() {
    var account = account(List.of(failure(NODE, 10, 200, MAIL)), alarm(MAIL, 190, 205));

    assertThat(account.falseAlarms()).isEmpty();
    assertThat(account.missed()).hasSize(1);
  }

  @Test
  void alarmOnALookAlike_isFalseAndNamed() {
    var account = account(List.of(), alarm(MAIL, 100, 105));

    assertThat(account.falseAlarms().get(0).lookAlike()).contains("cache warm-up");
  }

  @Test
  void alarmWhoseTwoHoursAreNotOver_isNotJudged() {
    var account = account(List.of(), alarm(MAIL, 500, 600));

    assertThat(account.falseAlarms()).isEmpty();
    assertThat(account.unverified()).isEqualTo(1);
  }

  @Test
  void report_namesEverythingInTheAccount() {
    var account =
        account(
            List.of(failure(CART, 10, 200), failure(MAIL, 195, 200), failure(NODE, 10, 300)),
            alarm(CART, 140, 200),
            alarm(MAIL, 400, 410));

    assertThat(String.join("\n", new Report(account).lines()))
        .contains("1 of the 2 failures", "pod shop/cart", "1 h 00 min ahead")
        .contains("1 that showed half an hour before", "node n1")
        .contains("1 that nothing foretold", "1 oom")
        .contains("1, with 1 look-alikes");
  }
}
