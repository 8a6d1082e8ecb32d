package io.aionyx.bridge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.config.GateConfig;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.store.Outcomes.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BreakerTest {

  private static final GateConfig.Breaker CONFIG =
      new GateConfig.Breaker(0.8, 20, 10, 3, Duration.ofHours(1));
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  /** One letter an outcome, a minute apart: s(uccess), f(ailure), i(nconclusive). */
  private static List<Outcome> outcomes(String letters) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      Phase phase =
          switch (letters.charAt(i)) {
            case 's' -> Phase.SUCCEEDED;
            case 'f' -> Phase.FAILED;
            default -> Phase.INCONCLUSIVE;
          };
      Instant at = T0.plusSeconds(60L * i);
      outcomes.add(new Outcome("a", "t", phase, at.minusSeconds(30), at));
    }
    return outcomes;
  }

  private static Breaker replay(String letters, Duration later) {
    List<Outcome> outcomes = outcomes(letters);
    Instant now = T0.plusSeconds(60L * letters.length()).plus(later);
    return Breaker.replay(outcomes, CONFIG, now);
  }

  @Test
  void replay_nothing_isClosed() {
    assertThat(replay("", Duration.ZERO)).isInstanceOf(Breaker.Closed.class);
  }

  @Test
  void replay_threeInARow_opens() {
    assertThat(replay("ssff", Duration.ZERO)).isInstanceOf(Breaker.Closed.class);
    assertThat(replay("ssfff", Duration.ZERO)).isInstanceOf(Breaker.Open.class);
    assertThat(replay("ssiif", Duration.ZERO)).isInstanceOf(Breaker.Open.class);
  }

  @Test
  void replay_sevenOfTen_opensAtTheTenth() {
    assertThat(replay("sfssfsssf", Duration.ZERO)).isInstanceOf(Breaker.Closed.class);
    assertThat(replay("sfssfsssfs", Duration.ZERO)).isInstanceOf(Breaker.Open.class);
    assertThat(replay("sfsssssssf", Duration.ZERO)).isInstanceOf(Breaker.Closed.class);
  }

  @Test
  void replay_afterCoolDown_allowsOneProbe() {
    assertThat(replay("fff", Duration.ofMinutes(30))).isInstanceOf(Breaker.Open.class);
    assertThat(replay("fff", Duration.ofHours(1))).isInstanceOf(Breaker.HalfOpen.class);
  }

  @Test
  void replay_goodProbe_closesWithEmptyWindow() {
    assertThat(replay("fffs", Duration.ZERO)).isEqualTo(Breaker.Closed.fresh());
    assertThat(replay("ffff", Duration.ZERO)).isInstanceOf(Breaker.Open.class);
  }

  @Test
  void replay_workUnderWayAtTheOpening_isNoProbe() {
    List<Outcome> outcomes = new ArrayList<>(outcomes("fff"));
    Instant opened = outcomes.getLast().at();
    outcomes.add(
        new Outcome("a", "t", Phase.SUCCEEDED, opened.minusSeconds(5), opened.plusSeconds(5)));
    assertThat(Breaker.replay(outcomes, CONFIG, opened.plusSeconds(6)))
        .isInstanceOf(Breaker.Open.class);
  }
}
