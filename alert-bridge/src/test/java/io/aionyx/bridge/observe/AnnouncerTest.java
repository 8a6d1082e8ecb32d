package io.aionyx.bridge.observe;

import static io.aionyx.bridge.domain.Remediations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediation;
import io.aionyx.bridge.domain.Remediations;
import io.aionyx.bridge.prom.Alerts;
import io.aionyx.bridge.prom.UnavailableException;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alertmanager forgets: what holds is sent again each round, what ended is sent as ended. */
final class AnnouncerTest {

  /** Keeps the alerts of the last round, or is away. */
  private static final class Receiver implements Alerts {
    private final List<Raised> round = new ArrayList<>();
    private boolean away;

    @Override
    public List<String> suppressedBy(Episode episode) {
      return List.of();
    }

    @Override
    public void raise(List<Raised> alerts) {
      if (away) {
        throw new UnavailableException("away");
      }
      round.addAll(alerts);
    }
  }

  private final Database database = Database.inMemory();
  private final Ledger ledger = new Ledger(database);
  private final Receiver receiver = new Receiver();
  private Instant now = NOW;
  private final Announcer announcer = new Announcer(ledger, receiver, () -> now);
  private final Remediation waiting =
      Remediations.planned("w", "evict-pod", Impact.POD, Remediations.pod("shop", "cart-1"))
          .moved(Phase.AWAITING_APPROVAL, "mode is approve", NOW, NOW.plusSeconds(900));

  @AfterEach
  void close() {
    database.close();
  }

  private void store(Remediation r) {
    database.inTransaction(tx -> ledger.insertIfNew(tx, r));
  }

  private List<Alerts.Raised> roundAfter(Duration time) {
    now = now.plus(time);
    receiver.round.clear();
    announcer.announce();
    return List.copyOf(receiver.round);
  }

  @Test
  void approval_whileItWaits_isSentAgainEachRoundAsTheSameAlert() {
    store(waiting);
    Alerts.Raised first = roundAfter(Duration.ZERO).getFirst();
    Alerts.Raised second = roundAfter(Announcer.EVERY).getFirst();
    assertThat(first.labels())
        .containsEntry("alertname", "AionyxApprovalNeeded")
        .containsEntry("pod", "cart-1");
    assertThat(first.annotations().get("description"))
        .contains("aionyx-bridge approve w --plan plan");
    assertThat(second.labels()).isEqualTo(first.labels());
    assertThat(second.startsAt()).isEqualTo(first.startsAt());
    assertThat(second.endsAt()).describedAs("lasts over several rounds").isAfter(first.endsAt());
  }

  @Test
  void approval_thatWasGiven_isSentAsResolvedForFiveMinutesAndThenForgotten() {
    store(waiting);
    roundAfter(Duration.ZERO);
    Remediation decided = waiting.moved(Phase.DENIED, "denied by alice", now, now);
    database.inTransaction(
        tx -> {
          ledger.save(tx, decided);
          return true;
        });
    assertThat(roundAfter(Announcer.EVERY))
        .singleElement()
        .satisfies(a -> assertThat(a.endsAt()).isEqualTo(now));
    assertThat(roundAfter(Duration.ofMinutes(5))).hasSize(1);
    assertThat(roundAfter(Announcer.EVERY)).isEmpty();
  }

  @Test
  void remediation_thatDidNotHelp_isRaisedForItsTarget() {
    Remediation r =
        Remediations.planned("f", "evict-pod", Impact.POD, Remediations.pod("shop", "cart-2"));
    store(Remediations.ended(r, Phase.ROLLED_BACK, NOW, NOW));
    store(
        Remediations.ended(
            Remediations.planned("s", "evict-pod", Impact.POD, Remediations.pod("shop", "cart-3")),
            Phase.SUCCEEDED,
            NOW,
            NOW));
    assertThat(roundAfter(Duration.ZERO))
        .singleElement()
        .satisfies(
            a ->
                assertThat(a.labels())
                    .containsEntry("alertname", "AionyxTargetRemediationFailed")
                    .containsEntry("pod", "cart-2"));
  }

  @Test
  void alertmanager_away_getsEverythingInTheNextRound() {
    store(waiting);
    receiver.away = true;
    assertThat(roundAfter(Duration.ZERO)).isEmpty();
    receiver.away = false;
    assertThat(roundAfter(Announcer.EVERY)).hasSize(1);
  }
}
