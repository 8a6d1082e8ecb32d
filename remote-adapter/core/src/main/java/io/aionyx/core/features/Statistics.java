package io.aionyx.core.features;

import io.aionyx.core.signals.Span;
import java.util.Arrays;

/**
 * Statistics of a span of values. Each gives NaN where the span does not carry enough to say
 * anything. Works on scratch arrays; not thread-safe.
 */
final class Statistics {
  /** Slopes are taken over this many block means: 45 pairs, and single outliers average out. */
  private static final int BLOCKS = 10;

  private static final int LEAST_BLOCKS = 4;
  private static final int PSI_BINS = 5;

  private final double[] sorted = new double[128];
  private final double[] blockHours = new double[BLOCKS];
  private final double[] blockValues = new double[BLOCKS];
  private final double[] pairs = new double[BLOCKS * (BLOCKS - 1) / 2];

  double mean(Span span) {
    double sum = 0;
    for (int i = 0; i < span.size(); i++) {
      sum += span.value(i);
    }
    return span.size() == 0 ? Double.NaN : sum / span.size();
  }

  double deviation(Span span) {
    if (span.size() < 3) {
      return Double.NaN;
    }
    double mean = mean(span);
    double squares = 0;
    for (int i = 0; i < span.size(); i++) {
      squares += (span.value(i) - mean) * (span.value(i) - mean);
    }
    return Math.sqrt(squares / (span.size() - 1));
  }

  double quantile(Span span, double q) {
    if (span.size() == 0) {
      return Double.NaN;
    }
    sort(span);
    double at = q * (span.size() - 1);
    int below = (int) at;
    int above = Math.min(below + 1, span.size() - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Theil-Sen slope per hour over block means: the median of all pairwise slopes, unmoved by
   * outliers in up to 29 % of the blocks. (H. Theil 1950; P. K. Sen, JASA 63, 1968.)
   */
  double slope(Span span, double windowHours) {
    return medianSlope(block(span, windowHours, false));
  }

  /**
   * The same over the least value of each block: what is left after garbage collection or a log
   * rotation has taken what it can. A sawtooth over a flat floor has no slope here.
   */
  double floorSlope(Span span, double windowHours) {
    return medianSlope(block(span, windowHours, true));
  }

  /** Share of steps between neighbouring blocks that rise; a leak rises nearly always. */
  double risingShare(Span span, double windowHours) {
    int blocks = block(span, windowHours, false);
    if (blocks < LEAST_BLOCKS) {
      return Double.NaN;
    }
    int rising = 0;
    for (int i = 1; i < blocks; i++) {
      rising += blockValues[i] > blockValues[i - 1] ? 1 : 0;
    }
    return (double) rising / (blocks - 1);
  }

  /**
   * Greatest upward cumulative sum of deviations from the first half's mean, in its deviations,
   * with a slack of half a deviation. (E. S. Page, Biometrika 41, 1954.)
   */
  double cusum(Span span) {
    int half = span.size() / 2;
    if (half < 5) {
      return Double.NaN;
    }
    double mean = 0;
    for (int i = 0; i < half; i++) {
      mean += span.value(i) / half;
    }
    double squares = 0;
    for (int i = 0; i < half; i++) {
      squares += (span.value(i) - mean) * (span.value(i) - mean);
    }
    double deviation = Math.max(Math.sqrt(squares / half), Math.abs(mean) * 1e-3 + 1e-9);
    double sum = 0;
    double greatest = 0;
    for (int i = half; i < span.size(); i++) {
      sum = Math.max(0, sum + (span.value(i) - mean) / deviation - 0.5);
      greatest = Math.max(greatest, sum);
    }
    return greatest;
  }

  /**
   * Population stability index of a recent span against a longer one: sum over the longer one's
   * fifths of (p - q) ln(p / q). Above 0.25 the distribution has moved.
   */
  double psi(Span recent, Span reference) {
    if (recent.size() < 10 || reference.size() < 10) {
      return Double.NaN;
    }
    var edges = new double[PSI_BINS - 1];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = quantile(reference, (i + 1.0) / PSI_BINS);
    }
    double[] p = shares(recent, edges);
    double[] q = shares(reference, edges);
    double psi = 0;
    for (int i = 0; i < PSI_BINS; i++) {
      psi += (p[i] - q[i]) * Math.log(p[i] / q[i]);
    }
    return psi;
  }

  private static double[] shares(Span span, double[] edges) {
    var shares = new double[PSI_BINS];
    // Half a count in each bin keeps the logarithm finite.
    Arrays.fill(shares, 0.5);
    for (int i = 0; i < span.size(); i++) {
      int bin = 0;
      while (bin < edges.length && span.value(i) > edges[bin]) {
        bin++;
      }
      shares[bin]++;
    }
    for (int i = 0; i < PSI_BINS; i++) {
      shares[i] /= span.size() + 0.5 * PSI_BINS;
    }
    return shares;
  }

  private void sort(Span span) {
    for (int i = 0; i < span.size(); i++) {
      sorted[i] = span.value(i);
    }
    Arrays.sort(sorted, 0, span.size());
  }

  /** Cuts the window into blocks by time, so that gaps do not shift the others; how many hold. */
  private int block(Span span, double windowHours, boolean least) {
    int blocks = 0;
    int i = 0;
    for (int b = 0; b < BLOCKS; b++) {
      double end = -windowHours + (b + 1) * windowHours / BLOCKS;
      double sum = 0;
      double hours = 0;
      double floor = Double.POSITIVE_INFINITY;
      int first = i;
      while (i < span.size() && (span.hour(i) < end || b == BLOCKS - 1)) {
        sum += span.value(i);
        hours += span.hour(i);
        floor = Math.min(floor, span.value(i++));
      }
      if (i > first) {
        blockHours[blocks] = hours / (i - first);
        blockValues[blocks++] = least ? floor : sum / (i - first);
      }
    }
    return blocks;
  }

  private double medianSlope(int blocks) {
    if (blocks < LEAST_BLOCKS) {
      return Double.NaN;
    }
    int count = 0;
    for (int i = 0; i < blocks; i++) {
      for (int j = i + 1; j < blocks; j++) {
        pairs[count++] = (blockValues[j] - blockValues[i]) / (blockHours[j] - blockHours[i]);
      }
    }
    Arrays.sort(pairs, 0, count);
    return count % 2 == 1 ? pairs[count / 2] : (pairs[count / 2 - 1] + pairs[count / 2]) / 2;
  }
}
