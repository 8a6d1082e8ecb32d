package io.aionyx.scenarios.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.scenarios.LabelledData;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidualsTest {
  /** In the order of the fit: shortest memory first. */
  private static final List<Residuals> FAMILIES =
      List.of(Residuals.NETWORK, Residuals.LATENCY, Residuals.CPU, Residuals.MEMORY);

  @Test
  void tables_areWhatTheTelemetryGives() throws IOException {
    var fitted = ResidualFit.fit(LabelledData.orSkip());
    for (int i = 0; i < fitted.size(); i++) {
      var family = fitted.get(i);
      System.out.printf(
          "%s(%.2f, %s)%n",
          FAMILIES.get(i),
          family.autocorrelation(),
          Arrays.stream(family.absoluteQuantiles())
              .mapToObj(q -> String.format(java.util.Locale.ROOT, "%.3f", q))
              .toList());
    }
    for (int i = 0; i < fitted.size(); i++) {
      var family = fitted.get(i);
      assertThat(FAMILIES.get(i).autocorrelation())
          .isCloseTo(family.autocorrelation(), within(0.02));
      assertThat(FAMILIES.get(i).absoluteQuantiles())
          .containsExactly(family.absoluteQuantiles(), within(0.02));
    }
  }

  @Test
  void noise_hasUnitVarianceAndItsMemory() {
    for (Residuals residuals : FAMILIES) {
      var noise = new Noise(new Rng(1), residuals);
      int n = 400_000;
      double previous = noise.next();
      double squares = 0;
      double products = 0;
      for (int i = 0; i < n; i++) {
        double value = noise.next();
        squares += value * value;
        products += value * previous;
        previous = value;
      }
      assertThat(squares / n).as(residuals + " variance").isCloseTo(1, within(0.1));
      assertThat(products / squares)
          .as(residuals + " memory")
          .isCloseTo(residuals.autocorrelation(), within(0.03));
    }
  }

  @Test
  void innovations_haveHeavierTailsThanANormal() {
    for (Residuals residuals : FAMILIES) {
      double fourth =
          Arrays.stream(residuals.innovations()).map(v -> v * v * v * v).average().orElseThrow();
      assertThat(fourth).as(residuals.name()).isGreaterThan(4);
    }
  }
}
