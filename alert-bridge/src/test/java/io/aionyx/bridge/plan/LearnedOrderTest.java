package io.aionyx.bridge.plan;

import static io.aionyx.bridge.domain.Remediations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.bridge.domain.Impact;
import io.aionyx.bridge.domain.Phase;
import io.aionyx.bridge.domain.Remediations;
import io.aionyx.bridge.domain.Step;
import io.aionyx.bridge.store.Database;
import io.aionyx.bridge.store.Ledger;
import io.aionyx.bridge.store.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counted over 400 episodes, each of which draws its own order. */
final class LearnedOrderTest {

  private static final int EPISODES = 400;

  private final Database database = Database.inMemory();
  private final Ledger ledger = new Ledger(database);
  private final Playbook playbook =
      new Playbook("p", Set.of(), Set.of(), Map.of(), 0, List.of(step("resize"), step("evict")));

  @AfterEach
  void close() {
    database.close();
  }

  private static Step step(String action) {
    return new Step(
        action,
        new TreeMap<>(),
        List.of(),
        List.of(),
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        true,
        false);
  }

  private void outcomes(String action, Phase end, int count) {
    for (int i = 0; i < count; i++) {
      String id = action + end + i;
      var r = Remediations.planned(id, action, Impact.POD, Remediations.pod("shop", "cart-" + i));
      database.inTransaction(
          tx -> ledger.insertIfNew(tx, Remediations.ended(r, end, NOW, NOW.plusSeconds(1))));
    }
  }

  /** In how many of the episodes the second step comes first. */
  private long secondFirst(double floor) {
    LearnedOrder order = new LearnedOrder(new Outcomes(database), floor);
    return IntStream.range(0, EPISODES)
        .filter(i -> order.of(playbook, "episode" + i).getFirst() == 1)
        .count();
  }

  @Test
  void order_nothingLearnt_triesBothAlike() {
    assertThat(secondFirst(0)).isBetween(160L, 240L); // 200 expected, standard deviation 10
  }

  @Test
  void order_oneHelpsMoreOften_comesFirstAlmostAlways() {
    outcomes("resize", Phase.ROLLED_BACK, 20);
    outcomes("evict", Phase.SUCCEEDED, 20);
    assertThat(secondFirst(0)).isGreaterThan(395);
  }

  @Test
  void order_withAFloorOfExploration_triesTheWorseOneNowAndThen() {
    outcomes("resize", Phase.ROLLED_BACK, 20);
    outcomes("evict", Phase.SUCCEEDED, 20);
    assertThat(EPISODES - secondFirst(0.2)).isBetween(16L, 64L); // half of a fifth: 40
  }

  @Test
  void order_ofTheSameEpisode_isTheSameAgain() {
    outcomes("resize", Phase.SUCCEEDED, 3);
    LearnedOrder order = new LearnedOrder(new Outcomes(database), 0.5);
    for (int i = 0; i < 50; i++) {
      assertThat(order.of(playbook, "e" + i)).isEqualTo(order.of(playbook, "e" + i));
    }
  }
}
