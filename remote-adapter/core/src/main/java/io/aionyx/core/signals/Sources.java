package io.aionyx.core.signals;

import io.aionyx.core.series.Labels;
import io.aionyx.core.series.Selector;
import io.aionyx.core.series.SeriesStore;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

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

  /** Ratios: the group of each series, and on which sides of the quotient it counts. */
  private int[] group = new int[2];

  private boolean[] divides = new boolean[2];
  private boolean[] isDivided = new boolean[2];

  /** Quantiles: upper bounds of the buckets in order, and which of them each series is. */
  private double[] bounds = new double[0];

  private double[] bound = new double[2];
  private int[] bucket = new int[2];
  private int count;

  Sources(SeriesStore store, Signal signal) {
    this.store = store;
    this.signal = signal;
  }

  void add(int ref, Labels series) {
    if (count == refs.length) {
      grow();
    }
    refs[count] = ref;
    if (signal.reading() instanceof Reading.Ratio ratio) {
      group[count] = groups.computeIfAbsent(ratio.group(series), key -> groups.size());
      divides[count] = matchesAny(ratio.to(), series);
      isDivided[count] = matchesAny(ratio.of(), series);
    }
    if (signal.reading() instanceof Reading.Quantile) {
      bound[count] = parseBound(series.get("le"));
    }
    count++;
    orderBuckets();
  }

  private void grow() {
    int capacity = 2 * count;
    refs = Arrays.copyOf(refs, capacity);
    group = Arrays.copyOf(group, capacity);
    divides = Arrays.copyOf(divides, capacity);
    isDivided = Arrays.copyOf(isDivided, capacity);
    bound = Arrays.copyOf(bound, capacity);
    bucket = Arrays.copyOf(bucket, capacity);
  }

  private static boolean matchesAny(List<Selector> selectors, Labels series) {
    return selectors.stream().anyMatch(selector -> selector.matches(series));
  }

  private void orderBuckets() {
    if (signal.reading() instanceof Reading.Quantile) {
      bounds = Arrays.stream(bound, 0, count).sorted().distinct().toArray();
      for (int i = 0; i < count; i++) {
        bucket[i] = Arrays.binarySearch(bounds, bound[i]);
      }
    }
  }

  void remove(int ref) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (refs[i] != ref) {
        refs[kept] = refs[i];
        group[kept] = group[i];
        divides[kept] = divides[i];
        isDivided[kept] = isDivided[i];
        bound[kept++] = bound[i];
      }
    }
    count = kept;
    orderBuckets();
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
      if (isDivided[i]) {
        double value = form.read().at(store, refs[i], atMillis);
        of[group[i]] = plus(of[group[i]], value);
      }
      if (divides[i]) {
        double value = form.toRead().at(store, refs[i], atMillis);
        to[group[i]] += Double.isNaN(value) ? 0 : value;
      }
    }
    return form.combine().of(of, quotients(form, of, to));
  }

  /** Divides in place, known quotients first; how many there are. */
  private static int quotients(Reading.Ratio form, double[] of, double[] to) {
    int known = 0;
    for (int g = 0; g < of.length; g++) {
      double part = Double.isNaN(of[g]) && form.absentIsZero() ? 0 : of[g];
      if (to[g] > 0 && !Double.isNaN(part)) {
        of[known++] = part / to[g];
      }
    }
    return known;
  }

  private static double plus(double sum, double value) {
    if (Double.isNaN(value)) {
      return sum;
    }
    return Double.isNaN(sum) ? value : sum + value;
  }

  double quantile(double q, long atMillis) {
    var rates = new double[bounds.length];
    for (int i = 0; i < count; i++) {
      double rate = Read.RATE.at(store, refs[i], atMillis);
      if (bucket[i] >= 0 && !Double.isNaN(rate)) {
        rates[bucket[i]] += rate;
      }
    }
    return interpolate(q, rates);
  }

  private double interpolate(double q, double[] rates) {
    int last = rates.length - 1;
    if (last < 0 || !(rates[last] > 0) || bounds[last] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double rank = q * rates[last];
    int at = 0;
    while (rates[at] < rank) {
      at++;
    }
    double lower = at == 0 ? 0 : bounds[at - 1];
    double below = at == 0 ? 0 : rates[at - 1];
    double inside = rates[at] - below;
    return at == last || inside <= 0
        ? lower
        : lower + (bounds[at] - lower) * (rank - below) / inside;
  }

  private static double parseBound(String le) {
    try {
      return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  /**
   * Writes the groups with their numbers, since the order of sums follows them, and the refs; what
   * a ref is to the signal follows from its labels.
   */
  void write(StateWriter state) {
    state.integer(groups.size());
    new TreeMap<>(groups)
        .forEach(
            (key, number) -> {
              state.text(key);
              state.integer(number);
            });
    state.integer(count);
    for (int i = 0; i < count; i++) {
      state.integer(refs[i]);
    }
  }

  void read(StateReader state, IntFunction<Labels> series) {
    int numbered = state.count();
    for (int i = 0; i < numbered; i++) {
      groups.put(state.text(), state.integer());
    }
    int bound = state.count();
    for (int i = 0; i < bound; i++) {
      int ref = state.integer();
      add(ref, series.apply(ref));
    }
  }
}
