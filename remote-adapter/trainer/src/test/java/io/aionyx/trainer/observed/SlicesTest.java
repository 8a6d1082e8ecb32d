package io.aionyx.trainer.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SlicesTest {
  private static final long HOUR = 3_600_000;
  private static final Duration PURGE = Duration.ofHours(2);

  private final Spool spool = new Spool();

  @AfterEach
  void close() throws Exception {
    spool.close();
  }

  private Slices slices() {
    int series = spool.series(Labels.of("__name__", "kube_node_spec_unschedulable", "node", "n"));
    for (int minute = 0; minute < 100 * 60; minute++) {
      spool.add(series, minute * 60_000L, 0);
    }
    spool.finish();
    return new Slices(spool, 0, 100 * HOUR, PURGE);
  }

  private static List<Long> times(History history) {
    var times = new ArrayList<Long>();
    history.replay(
        new History.Sink() {
          @Override
          public int open(Labels series) {
            return 0;
          }

          @Override
          public void sample(int handle, long timestampMillis, double value) {
            times.add(timestampMillis);
          }

          @Override
          public void advance(long timestampMillis) {}
        });
    return times;
  }

  @Test
  void parts_ofDifferentUse_areApartByTheLongestHorizon() {
    var slices = slices();
    var seeds = slices.seeds();
    var uses = List.of(seeds.grow(), seeds.tune(), seeds.calibrate(), seeds.validate());
    for (int i = 1; i < uses.size(); i++) {
      var before = times(slices.part(uses.get(i - 1).getLast()));
      var after = times(slices.part(uses.get(i).getFirst()));
      assertThat(after.getFirst() - before.getLast()).isGreaterThanOrEqualTo(PURGE.toMillis());
    }
    assertThat(times(slices.part(9)).getLast()).isEqualTo(100 * HOUR - 60_000);
  }

  @Test
  void partsToLearnFrom_coverNothingThatIsHeldOut() {
    var slices = slices();
    int heldOut = 0;
    for (int i = 0; i < 1000; i++) {
      var pod = Entity.pod("shop", "w" + i + "-7f9c4d5b6f-abcde");
      heldOut += Slices.heldOut(pod) ? 1 : 0;
      assertThat(slices.part(0).covers(pod)).isEqualTo(!Slices.heldOut(pod));
    }
    assertThat(heldOut).isBetween(150, 250);
  }

  @Test
  void podsOfOneWorkload_stayTogether() {
    for (int i = 0; i < 100; i++) {
      var one = Entity.pod("shop", "w" + i + "-7f9c4d5b6f-abcde");
      var other = Entity.pod("shop", "w" + i + "-5b6f7f9c4d-x2z9q");
      assertThat(Slices.heldOut(one)).isEqualTo(Slices.heldOut(other));
      assertThat(Slices.heldOut(Entity.pod("db", "s" + i + "-0")))
          .isEqualTo(Slices.heldOut(Entity.pod("db", "s" + i + "-1")));
    }
  }

  @Test
  void fewFailures_measureOnAllEntities() {
    assertThat(slices().measuresUnseen()).isFalse();
    assertThat(slices().part(9).covers(Entity.node("n"))).isTrue();
  }

  @Test
  void shortHistory_isRefused() {
    assertThatThrownBy(() -> new Slices(spool, 0, 10 * HOUR, PURGE))
        .hasMessageContaining("PT40H")
        .hasMessageContaining("PT10H");
  }
}
