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
 * <p>A sample's time and value stand side by side, and a ring turns instead of being moved up, so
 * that the usual append, which is newer than all before it, touches one cache line beside the
 * ring's position. Not thread-safe.
 */
public final class SeriesStore {
  /** Four minutes at a 15 s scrape interval. */
  static final int SAMPLES = 16;

  /** Prometheus' stale marker, told from any other NaN by its bits. */
  public static final long STALE_BITS = 0x7ff0000000000002L;

  private static final int RING = SAMPLES - 1;
  private static final int SLAB_BITS = 10;
  private static final int SLAB_SERIES = 1 << SLAB_BITS;

  /** Of each sample its time and the bits of its value. */
  private long[][] slabs = new long[0][];

  /** Of each series where its oldest sample stands, and how many it has. */
  private byte[][] positions = new byte[0][];

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
    if (slab == slabs.length) {
      slabs = Arrays.copyOf(slabs, slab + 1);
      positions = Arrays.copyOf(positions, slab + 1);
      slabs[slab] = new long[SLAB_SERIES * SAMPLES * 2];
      positions[slab] = new byte[SLAB_SERIES * 2];
    }
    return size++;
  }

  /** Empties a series, so that its ref can serve another. */
  public void clear(int ref) {
    setOldest(ref, 0);
    setCount(ref, 0);
  }

  public Append append(int ref, long timestampMillis, double value) {
    int count = count(ref);
    if (count > 0 && time(ref, count - 1) >= timestampMillis) {
      return insert(ref, count, timestampMillis, value);
    }
    if (count == SAMPLES) {
      setOldest(ref, oldest(ref) + 1 & RING);
      put(ref, RING, timestampMillis, value);
    } else {
      setCount(ref, count + 1);
      put(ref, count, timestampMillis, value);
    }
    return Append.STORED;
  }

  /** A sample that is not the newest: moves those behind it up, or those before it out. */
  private Append insert(int ref, int count, long timestampMillis, double value) {
    int at = count;
    while (at > 0 && time(ref, at - 1) >= timestampMillis) {
      at--;
    }
    if (time(ref, at) == timestampMillis) {
      return Append.DUPLICATE;
    }
    if (count == SAMPLES) {
      if (at == 0) {
        return Append.TOO_OLD;
      }
      at--;
      for (int i = 0; i < at; i++) {
        put(ref, i, time(ref, i + 1), value(ref, i + 1));
      }
    } else {
      for (int i = count; i > at; i--) {
        put(ref, i, time(ref, i - 1), value(ref, i - 1));
      }
      setCount(ref, count + 1);
    }
    put(ref, at, timestampMillis, value);
    return Append.STORED;
  }

  /**
   * The value an instant query at this moment would see: the newest sample in (at - lookback, at],
   * NaN where there is none, where it is a stale marker or where it is not finite.
   */
  public double last(int ref, long atMillis, long lookbackMillis) {
    int index = newestIndex(ref, atMillis);
    if (index < 0 || time(ref, index) <= atMillis - lookbackMillis) {
      return Double.NaN;
    }
    double value = value(ref, index);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** Timestamp of the newest sample at or before a moment, or {@link Long#MIN_VALUE}. */
  public long newestMillis(int ref, long atMillis) {
    int index = newestIndex(ref, atMillis);
    return index < 0 ? Long.MIN_VALUE : time(ref, index);
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
    double gained = 0;
    int oldest = newest;
    while (oldest > 0 && time(ref, oldest - 1) > atMillis - windowMillis) {
      double step = value(ref, oldest) - value(ref, oldest - 1);
      gained += step >= 0 ? step : value(ref, oldest);
      oldest--;
    }
    long spanMillis = time(ref, newest) - time(ref, oldest);
    double perSecond = spanMillis == 0 ? Double.NaN : gained * 1000 / spanMillis;
    return Double.isFinite(perSecond) ? perSecond : Double.NaN;
  }

  private int newestIndex(int ref, long atMillis) {
    int index = count(ref) - 1;
    while (index >= 0 && time(ref, index) > atMillis) {
      index--;
    }
    return index;
  }

  /** Writes every series; {@link #read} gives them back into an empty store. */
  public void write(StateWriter state) {
    state.integer(size);
    for (int ref = 0; ref < size; ref++) {
      int count = count(ref);
      state.integer(count);
      for (int i = 0; i < count; i++) {
        state.number(time(ref, i));
        state.real(value(ref, i));
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

  /** Samples are counted from the oldest, 0. */
  private int place(int ref, int index) {
    return ((ref & SLAB_SERIES - 1) * SAMPLES + (oldest(ref) + index & RING)) * 2;
  }

  private long time(int ref, int index) {
    return slabs[ref >>> SLAB_BITS][place(ref, index)];
  }

  private double value(int ref, int index) {
    return Double.longBitsToDouble(slabs[ref >>> SLAB_BITS][place(ref, index) + 1]);
  }

  private void put(int ref, int index, long timestampMillis, double value) {
    long[] slab = slabs[ref >>> SLAB_BITS];
    int place = place(ref, index);
    slab[place] = timestampMillis;
    slab[place + 1] = Double.doubleToRawLongBits(value);
  }

  private int oldest(int ref) {
    return positions[ref >>> SLAB_BITS][(ref & SLAB_SERIES - 1) * 2];
  }

  private void setOldest(int ref, int oldest) {
    positions[ref >>> SLAB_BITS][(ref & SLAB_SERIES - 1) * 2] = (byte) oldest;
  }

  private int count(int ref) {
    return positions[ref >>> SLAB_BITS][(ref & SLAB_SERIES - 1) * 2 + 1];
  }

  private void setCount(int ref, int count) {
    positions[ref >>> SLAB_BITS][(ref & SLAB_SERIES - 1) * 2 + 1] = (byte) count;
  }
}
