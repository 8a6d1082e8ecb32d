package io.aionyx.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Holds the forecaster to figures on a public set of hourly series, where that set is at hand. */
class M4HourlyTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("aionyx.data", "../../../shared/data")).resolve("m4-hourly");
  private static final int STEPS = 48;
  private static final long HOUR = 3_600_000;

  @Test
  void figures_areWithinTheirBounds() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), () -> "SKIPPED: no data set at " + FOLDER);
    var train = read("hourly.train.csv.gz");
    var test = read("hourly.test.csv.gz");
    var figures = new Figures();

    train.forEach((name, past) -> figures.add(past, Objects.requireNonNull(test.get(name))));

    System.out.println("m4-hourly, 207 series: " + figures);
    assertThat(figures.smape()).isLessThan(9.3);
    assertThat(figures.mase()).isLessThan(0.95);
    assertThat(figures.shareWithinFivePercent()).isGreaterThan(0.5);
    assertThat(figures.coverage()).isBetween(0.88, 0.92);
  }

  private static Map<String, float[]> read(String file) throws IOException {
    var rows = new LinkedHashMap<String, List<Float>>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file)))))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",");
        rows.computeIfAbsent(cells[0], k -> new ArrayList<>()).add(Float.parseFloat(cells[2]));
      }
    }
    var series = new LinkedHashMap<String, float[]>();
    rows.forEach(
        (name, values) -> {
          var array = new float[values.size()];
          for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
          }
          series.put(name, array);
        });
    return series;
  }

  private static final class Figures {
    private double smape;
    private double mase;
    private int covered;
    private int close;
    private int series;

    void add(float[] past, float[] truth) {
      var forecast = Forecaster.fit(new Past(0, HOUR, past));
      double[] median = forecast.path(STEPS);
      double[] low = forecast.path(STEPS, 5);
      double[] high = forecast.path(STEPS, 95);
      double symmetric = 0;
      double absolute = 0;
      double relative = 0;
      for (int i = 0; i < STEPS; i++) {
        double error = Math.abs(truth[i] - median[i]);
        symmetric += 200 * error / (Math.abs(truth[i]) + Math.abs(median[i]));
        absolute += error;
        relative += error / Math.abs(truth[i]);
        covered += truth[i] >= low[i] && truth[i] <= high[i] ? 1 : 0;
      }
      smape += symmetric / STEPS;
      mase += absolute / STEPS / seasonalNaiveError(past);
      close += relative / STEPS <= 0.05 ? 1 : 0;
      series++;
    }

    private static double seasonalNaiveError(float[] past) {
      double sum = 0;
      for (int t = 24; t < past.length; t++) {
        sum += Math.abs(past[t] - past[t - 24]);
      }
      return sum / (past.length - 24);
    }

    double smape() {
      return smape / series;
    }

    double mase() {
      return mase / series;
    }

    double shareWithinFivePercent() {
      return (double) close / series;
    }

    double coverage() {
      return (double) covered / (series * STEPS);
    }

    @Override
    public String toString() {
      return "sMAPE %.2f, MASE %.3f, MAPE within 5 %% %.1f %%, 90 %% intervals cover %.1f %%"
          .formatted(smape(), mase(), 100 * shareWithinFivePercent(), 100 * coverage());
    }
  }
}
