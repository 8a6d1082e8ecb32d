package io.aionyx.core.signals;

import io.aionyx.core.series.Labels;
import io.aionyx.core.series.SeriesStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The series that feed one signal of one entity, as parallel arrays in order of their refs'
 * binding.
 *
 * <p>Not thread-safe.
 */
final class Sources {
  private final SeriesStore store;
  private final Signal signal;
  private final Map<String, Integer> groups = new HashMap<>();
  private int[] refs = new int[2];
  private int[] group = new int[2];
  private boolean[] divisor = new boolean[2];
  private double[] bound = new double[2];
  private int count;

  Sources(SeriesStore store, Signal signal) {
    this.store = store;
    this.signal = signal;
  }

  void add(int ref, Labels series) {
    if (count == refs.length) {
      refs = Arrays.copyOf(refs, count * 2);
      group = Arrays.copyOf(group, count * 2);
      divisor = Arrays.copyOf(divisor, count * 2);
      bound = Arrays.copyOf(bound, count * 2);
    }
    refs[count] = ref;
    if (signal.reading() instanceof Reading.Ratio ratio) {
      group[count] = groups.computeIfAbsent(ratio.group(series), key -> groups.size());
      divisor[count] = ratio.divides(series);
    }
    if (signal.reading() instanceof Reading.Quantile) {
      bound[count] = parseBound(series.get("le"));
    }
    count++;
  }

  void remove(int ref) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (refs[i] != ref) {
        refs[kept] = refs[i];
        group[kept] = group[i];
        divisor[kept] = divisor[i];
        bound[kept++] = bound[i];
      }
    }
    count = kept;
  }

  boolean seasonal() {
    return signal.seasonal();
  }

  boolean isEmpty() {
    return count == 0;
  }

  int[] refs() {
    return Arrays.copyOf(refs, count);
  }

  double value(long atMillis) {
    double value = signal.reading().at(this, atMillis);
    return signal.complement() ? 1 - value : value;
  }

  double combine(Read read, Combine combine, long atMillis) {
    var values = new double[count];
    int known = 0;
    for (int i = 0; i < count; i++) {
      double value = read.at(store, refs[i], atMillis);
      if (!Double.isNaN(value)) {
        values[known++] = value;
      }
    }
    return combine.of(values, known);
  }

  double ratio(Reading.Ratio form, long atMillis) {
    var of = new double[groups.size()];
    var to = new double[groups.size()];
    Arrays.fill(of, Double.NaN);
    for (int i = 0; i < count; i++) {
      Read read = divisor[i] ? form.toRead() : form.read();
      double value = read.at(store, refs[i], atMillis);
      if (Double.isNaN(value)) {
        continue;
      }
      if (divisor[i]) {
        to[group[i]] += value;
      } else {
        of[group[i]] = Double.isNaN(of[group[i]]) ? value : of[group[i]] + value;
      }
    }
    int known = 0;
    for (int g = 0; g < of.length; g++) {
      if (to[g] > 0 && !Double.isNaN(of[g])) {
        of[known++] = of[g] / to[g];
      }
    }
    return form.combine().of(of, known);
  }

  double quantile(double q, long atMillis) {
    var buckets = new TreeMap<Double, Double>();
    for (int i = 0; i < count; i++) {
      double rate = Read.RATE.at(store, refs[i], atMillis);
      if (!Double.isNaN(rate)) {
        buckets.merge(bound[i], rate, Double::sum);
      }
    }
    return buckets.isEmpty() ? Double.NaN : interpolate(q, buckets);
  }

  private static double interpolate(double q, TreeMap<Double, Double> buckets) {
    double total = buckets.lastEntry().getValue();
    if (!(total > 0) || buckets.lastKey() != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double rank = q * total;
    double below = 0;
    double lower = 0;
    for (var bucket : buckets.entrySet()) {
      if (bucket.getValue() >= rank) {
        double upper = bucket.getKey();
        double inside = bucket.getValue() - below;
        return Double.isInfinite(upper) || inside <= 0
            ? lower
            : lower + (upper - lower) * (rank - below) / inside;
      }
      below = bucket.getValue();
      lower = bucket.getKey();
    }
    return lower;
  }

  private static double parseBound(String le) {
    try {
      return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
