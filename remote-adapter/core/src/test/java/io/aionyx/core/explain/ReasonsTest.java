package io.aionyx.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.ModelCard.FeatureSpec;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static final float UNKNOWN = Float.NaN;

  private static ModelCard card(int features) {
    var specs = IntStream.range(0, features).mapToObj(i -> new FeatureSpec("f" + i, 10)).toList();
    return new ModelCard("m", "1", "node", Horizon.H2, "any", specs, 0.5, "0".repeat(64), Map.of());
  }

  @Test
  void of_pushesBothWays_keepsThoseTowardsFailureLargestFirst() {
    var reasons = Reasons.of(card(3), new float[] {20, 3, 5}, new float[] {1, -4, 3, 0.7f});
    assertThat(reasons).extracting(Contribution::feature).containsExactly("f2", "f0");
    assertThat(reasons).extracting(Contribution::share).containsExactly(0.75, 0.25);
    assertThat(reasons)
        .extracting(Contribution::direction)
        .containsExactly(Direction.LOW, Direction.HIGH);
  }

  @Test
  void of_unknownValue_leavesItsWeightToTheOthers() {
    var reasons = Reasons.of(card(2), new float[] {UNKNOWN, 11}, new float[] {9, 1, 0});
    assertThat(reasons).singleElement().extracting(Contribution::share).isEqualTo(1.0);
  }

  @Test
  void of_nothingPushes_isEmpty() {
    assertThat(Reasons.of(card(2), new float[] {1, 2}, new float[] {-1, 0, 5})).isEmpty();
  }

  @Test
  void of_manyOddPushes_sumsToExactlyOne() {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 200; round++) {
      var values = new float[60];
      var pushes = new float[61];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble();
        pushes[i] = (float) (random.nextDouble() - 0.3);
      }
      var reasons = Reasons.of(card(60), values, pushes);
      double sum = reasons.stream().mapToDouble(Contribution::share).sum();
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void top_moreThanAsked_addsTheRestUpAsOther() {
    var reasons = Reasons.of(card(4), new float[] {11, 11, 11, 11}, new float[] {4, 3, 2, 1, 0});
    var top = Reasons.top(reasons, 2);
    assertThat(top).extracting(Contribution::feature).containsExactly("f0", "f1", "other");
    assertThat(top.stream().mapToDouble(Contribution::share).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void top_fewerThanAsked_isUnchanged() {
    List<Contribution> reasons = Reasons.of(card(1), new float[] {11}, new float[] {4, 0});
    assertThat(Reasons.top(reasons, 5)).isEqualTo(reasons);
  }
}
