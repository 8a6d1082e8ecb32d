package io.aionyx.trainer.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.model.Horizon;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContestTest {
  /**
   * @param right failing rows that were said to fail, of ten
   * @param hits failures announced, of ten
   */
  private static Result result(int right, int hits, float sure) {
    var rows = new Rows();
    for (int i = 0; i < 10; i++) {
      rows.add(i < right ? sure : 0.02f, true);
    }
    for (int i = 0; i < 90; i++) {
      rows.add(0.02f, false);
    }
    var tally = new Tally();
    tally.goodAlarms = hits;
    tally.falseAlarms = 1;
    var mode = tally.mode("oom");
    mode.all = 10;
    mode.reachable = 10;
    mode.hit = hits;
    var contestant = new Contestant(Contestant.nameOf(Horizon.H2), Horizon.H2, List::of, Map.of());
    return new Result(
        List.of(new Result.Line(contestant, List.of(new Result.World(tally, rows)))), List.of(1L));
  }

  private static final Result NOTHING = new Result(List.of(), List.of(1L));

  private static boolean promoted(Result challenger, Result champion) {
    return Contest.between(challenger, champion, Horizon.H2).promoted();
  }

  @Test
  void between_betterInAll_isPromoted() {
    assertThat(promoted(result(8, 8, 0.9f), result(5, 6, 0.9f))).isTrue();
  }

  @Test
  void between_equalRanking_staysWithWhatServes() {
    assertThat(promoted(result(5, 6, 0.9f), result(5, 6, 0.9f))).isFalse();
  }

  @Test
  void between_betterRankingButFewerAnnounced_isNot() {
    assertThat(promoted(result(8, 3, 0.9f), result(5, 6, 0.9f))).isFalse();
  }

  @Test
  void between_betterRankingButProbabilitiesThatMeanLess_isNot() {
    assertThat(promoted(result(8, 8, 0.2f), result(7, 8, 0.99f))).isFalse();
  }

  @Test
  void between_nothingFailed_isNot() {
    var calm = new Rows();
    calm.add(0.1f, false);
    var line =
        new Result.Line(
            new Contestant(Contestant.nameOf(Horizon.H2), Horizon.H2, List::of, Map.of()),
            List.of(new Result.World(new Tally(), calm)));
    var verdict = Contest.between(new Result(List.of(line), List.of(1L)), NOTHING, Horizon.H2);
    assertThat(verdict.promoted()).isFalse();
    assertThat(verdict.reason()).contains("nothing failed");
  }

  @Test
  void between_noneServed_isPromotedAndNoneTrainedIsNot() {
    assertThat(promoted(result(5, 5, 0.9f), NOTHING)).isTrue();
    assertThat(promoted(NOTHING, result(5, 5, 0.9f))).isFalse();
  }
}
