package io.aionyx.core.series;

import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import java.util.Arrays;

/**
 * The last few raw samples of every series, addressed by ref.
 *
 * <p>Rings of {@value #SAMPLES} samples in slabs of primitive arrays, no object per series: enough
 * for a rate over the last minutes. Longer memory is kept per signal, not per series. Samples that
 * arrive out of order are placed by time as long as they are newer than the oldest one kept.
 *
 * <p>Not thread-safe.
 */
public final class SeriesStore {
  /** Four minutes at a 15 s scrape interval. */
  static final int SAMPLES = 16;

  /** Prometheus' stale marker, told from any other NaN by its bits. */
  public static final long STALE_BITS = 0x7ff0000000000002L;

  private static final int SLAB_BITS = 10;
  private static final int SLAB_SERIES = 1 << SLAB_BITS;

  private long[][] times = new long[0][];
  private double[][] values = new double[0][];
  private byte[][] counts = new byte[0][];
  private int size;

  public static boolean isStale(double value) {
    return Double.doubleToRawLongBits(value) == STALE_BITS;
  }

  public int size() {
    return size;
  }

  /** Room for one more series; the ref is the number of series before it. */
  public int add() {
    int slab = size >>> SLAB_BITS;
    if (slab == times.length) {
      times = Arrays.copyOf(times, slab + 1);
      values = Arrays.copyOf(values, slab + 1);
      counts = Arrays.copyOf(counts, slab + 1);
      times[slab] = new long[SLAB_SERIES * SAMPLES];
      values[slab] = new double[SLAB_SERIES * SAMPLES];
      counts[slab] = new byte[SLAB_SERIES];
    }
    return size++;
  }

  /** Empties a series, so that its ref can serve another. */
  public void clear(int ref) {
    counts[ref >>> SLAB_BITS][ref & (SLAB_SERIES - 1)] = 0;
  }

  public Append append(int ref, long timestampMillis, double value) {
    int slab = ref >>> SLAB_BITS;
    int start = (ref & (SLAB_SERIES - 1)) * SAMPLES;
    long[] t = times[slab];
    double[] v = values[slab];
    int count = counts[slab][ref & (SLAB_SERIES - 1)];
    int at = start + count;
    while (at > start && t[at - 1] >= timestampMillis) {
      at--;
    }
    if (at < start + count && t[at] == timestampMillis) {
      return Append.DUPLICATE;
    }
    if (count == SAMPLES) {
      if (at == start) {
        return Append.TOO_OLD;
      }
      System.arraycopy(t, start + 1, t, start, at - start - 1);
      System.arraycopy(v, start + 1, v, start, at - start - 1);
      at--;
    } else {
      System.arraycopy(t, at, t, at + 1, start + count - at);
      System.arraycopy(v, at, v, at + 1, start + count - at);
      counts[slab][ref & (SLAB_SERIES - 1)]++;
    }
    t[at] = timestampMillis;
    v[at] = value;
    return Append.STORED;
  }

  /**
   * The value an instant query at this moment would see: the newest sample in (at - lookback, at],
   * NaN where there is none, where it is a stale marker or where it is not finite.
   */
  public double last(int ref, long atMillis, long lookbackMillis) {
    int index = newestIndex(ref, atMillis);
    int slab = ref >>> SLAB_BITS;
    if (index < 0 || times[slab][index] <= atMillis - lookbackMillis) {
      return Double.NaN;
    }
    double value = values[slab][index];
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** Timestamp of the newest sample at or before a moment, or {@link Long#MIN_VALUE}. */
  public long newestMillis(int ref, long atMillis) {
    int index = newestIndex(ref, atMillis);
    return index < 0 ? Long.MIN_VALUE : times[ref >>> SLAB_BITS][index];
  }

  /**
   * Increase per second over the samples in (at - window, at], counter resets counted as PromQL
   * counts them: what a reset counter shows, it has gained since. NaN with fewer than two samples
   * or once the series is stale. Unlike PromQL's {@code rate} it does not extrapolate to the edges
   * of the window, so a constant rate reads the same at any phase of the scrape.
   */
  public double rate(int ref, long atMillis, long windowMillis) {
    int newest = newestIndex(ref, atMillis);
    if (newest < 0) {
      return Double.NaN;
    }
    int slab = ref >>> SLAB_BITS;
    int start = (ref & (SLAB_SERIES - 1)) * SAMPLES;
    long[] t = times[slab];
    double[] v = values[slab];
    double gained = 0;
    int oldest = newest;
    while (oldest > start && t[oldest - 1] > atMillis - windowMillis) {
      double step = v[oldest] - v[oldest - 1];
      gained += step >= 0 ? step : v[oldest];
      oldest--;
    }
    long spanMillis = t[newest] - t[oldest];
    double perSecond = spanMillis == 0 ? Double.NaN : gained * 1000 / spanMillis;
    return Double.isFinite(perSecond) ? perSecond : Double.NaN;
  }

  private int newestIndex(int ref, long atMillis) {
    int slab = ref >>> SLAB_BITS;
    int start = (ref & (SLAB_SERIES - 1)) * SAMPLES;
    int index = start + counts[slab][ref & (SLAB_SERIES - 1)] - 1;
    while (index >= start && times[slab][index] > atMillis) {
      index--;
    }
    return index >= start ? index : -1;
  }

  /** Writes every series; {@link #read} gives them back into an empty store. */
  public void write(StateWriter state) {
    state.integer(size);
    for (int ref = 0; ref < size; ref++) {
      int slab = ref >>> SLAB_BITS;
      int start = (ref & (SLAB_SERIES - 1)) * SAMPLES;
      int count = counts[slab][ref & (SLAB_SERIES - 1)];
      state.integer(count);
      for (int i = start; i < start + count; i++) {
        state.number(times[slab][i]);
        state.real(values[slab][i]);
      }
    }
  }

  public void read(StateReader state) {
    int series = state.count();
    for (int i = 0; i < series; i++) {
      int ref = add();
      int samples = state.count();
      for (int sample = 0; sample < samples; sample++) {
        append(ref, state.number(), state.real());
      }
    }
  }
}
