package io.aionyx.trainer.samples;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.Spread;
import io.aionyx.trainer.trees.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Rows of one entity kind with the outcome that awaited each; labels follow from a horizon. */
public final class Samples {
  /**
   * One row.
   *
   * @param secondsToFailure infinite where none followed
   * @param observable whether the telemetry already showed what was coming
   * @param mode of the failure that followed, or empty
   * @param weight real rows it stands for
   * @param stretch rows with the same number are minutes apart on one entity
   */
  public record Sample(
      float[] features,
      double secondsToFailure,
      boolean observable,
      String mode,
      double weight,
      long stretch) {
    public boolean failsWithin(Horizon horizon) {
      return secondsToFailure <= horizon.duration().toSeconds();
    }
  }

  private final List<String> names;
  private final List<Sample> samples;

  public Samples(List<String> names, List<Sample> samples) {
    this.names = List.copyOf(names);
    this.samples = List.copyOf(samples);
  }

  /** All samples of several histories; their columns must be the same. */
  public static Samples concat(List<Samples> parts) {
    var all = new ArrayList<Sample>();
    parts.forEach(part -> all.addAll(part.samples));
    return new Samples(parts.get(0).names, all);
  }

  public List<String> names() {
    return names;
  }

  public List<Sample> list() {
    return samples;
  }

  public int size() {
    return samples.size();
  }

  public long failing(Horizon horizon) {
    return samples.stream().filter(sample -> sample.failsWithin(horizon)).count();
  }

  public Samples filter(Predicate<Sample> kept) {
    return new Samples(names, samples.stream().filter(kept).toList());
  }

  /** Only some columns, in this order. */
  public Samples columns(int[] kept) {
    var picked = IntStream.of(kept).mapToObj(names::get).toList();
    var narrowed =
        samples.stream()
            .map(
                s ->
                    new Sample(
                        pick(s.features(), kept),
                        s.secondsToFailure(),
                        s.observable(),
                        s.mode(),
                        s.weight(),
                        s.stretch()))
            .toList();
    return new Samples(picked, narrowed);
  }

  private static float[] pick(float[] features, int[] kept) {
    var picked = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      picked[i] = features[kept[i]];
    }
    return picked;
  }

  /**
   * Rows to tell failing from sound: a row that fails but shows nothing yet is left out, since
   * nothing can be learnt from it. (Calibration keeps it: it does happen.)
   */
  public Matrix classification(Horizon horizon) {
    return matrix(
        s -> s.observable() || !s.failsWithin(horizon), s -> s.failsWithin(horizon) ? 1 : 0);
  }

  /** Rows that fail within the horizon, labelled with the log of the seconds that are left. */
  public Matrix logTimes(Horizon horizon) {
    return matrix(
        s -> s.observable() && s.failsWithin(horizon),
        s -> Math.log(Math.max(30, s.secondsToFailure())));
  }

  private Matrix matrix(Predicate<Sample> kept, ToDoubleFunction<Sample> label) {
    var chosen = samples.stream().filter(kept).toList();
    var values = new float[chosen.size() * names.size()];
    var labels = new float[chosen.size()];
    var weights = new float[chosen.size()];
    for (int i = 0; i < labels.length; i++) {
      var sample = chosen.get(i);
      System.arraycopy(sample.features(), 0, values, i * names.size(), names.size());
      labels[i] = (float) label.applyAsDouble(sample);
      weights[i] = (float) Math.sqrt(sample.weight());
    }
    return new Matrix(names.size(), values, labels, weights);
  }

  /** Median of each column over rows far from any failure; 0 where a column is never known. */
  public float[] typical() {
    var typical = new float[names.size()];
    var sound = samples.stream().filter(s -> !s.failsWithin(Horizon.H48)).toList();
    for (int column = 0; column < typical.length; column++) {
      int index = column;
      double[] known =
          sound.stream()
              .mapToDouble(s -> s.features()[index])
              .filter(Double::isFinite)
              .sorted()
              .toArray();
      typical[column] = known.length == 0 ? 0 : (float) known[known.length / 2];
    }
    return typical;
  }

  /**
   * How each column was spread over all the rows that the samples stand for, in tenths: what drift
   * is later measured against.
   */
  public Map<String, Spread> spread() {
    var spreads = new LinkedHashMap<String, Spread>();
    for (int column = 0; column < names.size(); column++) {
      spreads.put(names.get(column), spread(column));
    }
    return spreads;
  }

  private Spread spread(int column) {
    int[] known = knownInOrder(column);
    double knownWeight = IntStream.of(known).mapToDouble(i -> samples.get(i).weight()).sum();
    var edges = new TreeSet<Double>();
    double below = 0;
    for (int row : known) {
      below += samples.get(row).weight();
      if (below * 10 > knownWeight * (edges.size() + 1) && edges.size() < 9) {
        edges.add((double) samples.get(row).features()[column]);
      }
    }
    return spread(column, edges.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Rows by what they show in a column; value and row share a long, so that nothing is boxed. */
  private int[] knownInOrder(int column) {
    long[] order = new long[samples.size()];
    int known = 0;
    for (int row = 0; row < samples.size(); row++) {
      float value = samples.get(row).features()[column];
      if (!Float.isNaN(value)) {
        order[known++] = (long) rank(value) << Integer.SIZE | row;
      }
    }
    Arrays.sort(order, 0, known);
    return Arrays.stream(order, 0, known).mapToInt(packed -> (int) packed).toArray();
  }

  /** An integer that orders as the value does. */
  private static int rank(float value) {
    int bits = Float.floatToIntBits(value);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }

  private Spread spread(int column, double[] edges) {
    var empty = new Spread(edges, new double[edges.length + 2]);
    var shares = new double[empty.bins()];
    double all = samples.stream().mapToDouble(Sample::weight).sum();
    samples.forEach(s -> shares[empty.bin(s.features()[column])] += s.weight() / all);
    return new Spread(edges, shares);
  }

  /** Columns that say something: known in some row, and not the same in all. */
  public int[] informative() {
    return IntStream.range(0, names.size()).filter(this::varies).toArray();
  }

  private boolean varies(int column) {
    float[] known = new float[samples.size()];
    int count = 0;
    for (var sample : samples) {
      float value = sample.features()[column];
      if (!Float.isNaN(value)) {
        known[count++] = value;
      }
    }
    float[] values = Arrays.copyOf(known, count);
    Arrays.sort(values);
    return count > 0 && values[0] < values[count - 1];
  }
}
