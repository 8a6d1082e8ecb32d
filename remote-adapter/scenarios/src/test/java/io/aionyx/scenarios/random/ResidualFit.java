package io.aionyx.scenarios.random;

import io.aionyx.scenarios.datasets.AnomalySet;
import io.aionyx.scenarios.datasets.AnomalySet.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Fits the noise of {@link Residuals} to the training part of the SMD set, one-minute telemetry of
 * servers.
 *
 * <p>The residual of a signal is what a centred median over an hour leaves. Its lag-1
 * autocorrelation is taken out; what is left, over its standard deviation, is pooled over signals.
 * The set does not say which signal is which, so the families are the four quarters of the signals
 * in order of their autocorrelation: network traffic has the shortest memory, memory the longest.
 */
final class ResidualFit {
  private static final int HALF_WINDOW = 30;
  private static final int EVERY = 4;
  static final double LARGEST = 12;

  /** One family: its median autocorrelation and its table. */
  record Family(double autocorrelation, double[] absoluteQuantiles) {}

  private record Signal(double autocorrelation, double[] absolute) {}

  private ResidualFit() {}

  /** Four families, shortest memory first. */
  static List<Family> fit(Path data) throws IOException {
    var signals = new ArrayList<Signal>();
    for (Entry entry : AnomalySet.read(data.resolve("smd")).entries()) {
      for (double[] column : entry.train().values()) {
        add(signals, residual(column));
      }
    }
    signals.sort(Comparator.comparingDouble(Signal::autocorrelation));
    var families = new ArrayList<Family>();
    for (int i = 0; i < 4; i++) {
      families.add(family(signals.subList(i * signals.size() / 4, (i + 1) * signals.size() / 4)));
    }
    return families;
  }

  private static void add(List<Signal> signals, double[] residual) {
    double variance = mean(residual, residual, 0);
    double[] sorted = absolute(residual, Math.sqrt(variance));
    boolean mostlyConstant = variance == 0 || sorted[sorted.length / 2] < 1e-3;
    if (!mostlyConstant) {
      double memory = Math.max(0, mean(residual, residual, 1) / variance);
      var innovation = new double[residual.length - 1];
      for (int i = 0; i < innovation.length; i++) {
        innovation[i] = residual[i + 1] - memory * residual[i];
      }
      double spread = Math.sqrt(mean(innovation, innovation, 0));
      signals.add(new Signal(memory, absolute(innovation, spread)));
    }
  }

  private static double[] residual(double[] column) {
    var residual = new double[(column.length - 2 * HALF_WINDOW) / EVERY * EVERY];
    var window = new double[2 * HALF_WINDOW + 1];
    double median = 0;
    for (int i = 0; i < residual.length; i++) {
      if (i % EVERY == 0) {
        System.arraycopy(column, i, window, 0, window.length);
        Arrays.sort(window);
        median = window[HALF_WINDOW];
      }
      residual[i] = column[i + HALF_WINDOW] - median;
    }
    return residual;
  }

  private static double mean(double[] a, double[] b, int lag) {
    double sum = 0;
    for (int i = lag; i < a.length; i++) {
      sum += a[i] * b[i - lag];
    }
    return sum / (a.length - lag);
  }

  private static double[] absolute(double[] values, double spread) {
    double[] absolute =
        Arrays.stream(values).map(v -> Math.min(LARGEST, Math.abs(v / spread))).toArray();
    Arrays.sort(absolute);
    return absolute;
  }

  private static Family family(List<Signal> signals) {
    double[] pooled =
        signals.stream().flatMapToDouble(s -> Arrays.stream(s.absolute())).sorted().toArray();
    double[] quantiles =
        Arrays.stream(Residuals.knots())
            .map(
                share -> pooled[(int) Math.min(pooled.length - 1L, (long) (share * pooled.length))])
            .toArray();
    return new Family(signals.get(signals.size() / 2).autocorrelation(), quantiles);
  }
}
