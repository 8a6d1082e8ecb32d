package io.aionyx.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeriesStoreTest {
  private static final long LOOKBACK = 300_000;

  private final SeriesStore store = new SeriesStore();
  private final int ref = store.add();

  @Test
  void last_withinLookback_isTheNewest() {
    store.append(ref, 1000, 1);
    store.append(ref, 2000, 2);

    assertThat(store.last(ref, 1999, LOOKBACK)).isEqualTo(1);
    assertThat(store.last(ref, 2000, LOOKBACK)).isEqualTo(2);
    assertThat(store.last(ref, 2000 + LOOKBACK, LOOKBACK)).isNaN();
    assertThat(store.last(ref, 999, LOOKBACK)).isNaN();
  }

  @Test
  void last_staleMarker_endsTheSeries() {
    store.append(ref, 1000, 1);
    store.append(ref, 2000, Double.longBitsToDouble(SeriesStore.STALE_BITS));

    assertThat(store.last(ref, 2500, LOOKBACK)).isNaN();
  }

  @Test
  void append_sameTimestamp_keepsTheFirstValue() {
    store.append(ref, 1000, 1);

    assertThat(store.append(ref, 1000, 9)).isEqualTo(Append.DUPLICATE);
    assertThat(store.last(ref, 1000, LOOKBACK)).isEqualTo(1);
  }

  @Test
  void append_outOfOrder_isPlacedByTime() {
    store.append(ref, 1000, 1);
    store.append(ref, 3000, 3);

    assertThat(store.append(ref, 2000, 2)).isEqualTo(Append.STORED);
    assertThat(store.last(ref, 2500, LOOKBACK)).isEqualTo(2);
  }

  @Test
  void append_olderThanAllThatIsKept_isTooOld() {
    for (int i = 1; i <= SeriesStore.SAMPLES; i++) {
      store.append(ref, i * 1000L, i);
    }

    assertThat(store.append(ref, 500, 0)).isEqualTo(Append.TOO_OLD);
  }

  @Test
  void append_anyOrder_readsAsASortedMapWould() {
    var random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      int series = store.add();
      var expected = new TreeMap<Long, Double>();
      for (int i = 0; i < 40; i++) {
        long at = random.nextInt(30) * 1000L;
        double value = random.nextDouble();
        if (store.append(series, at, value) == Append.STORED) {
          expected.put(at, value);
          if (expected.size() > SeriesStore.SAMPLES) {
            expected.pollFirstEntry();
          }
        }
      }
      for (long at = expected.firstKey(); at < 30_000; at += 500) {
        assertThat(store.last(series, at, LOOKBACK)).isEqualTo(expected.floorEntry(at).getValue());
      }
    }
  }

  @Test
  void rate_counterReset_countsWhatItShowsSince() {
    store.append(ref, 0, 100);
    store.append(ref, 10_000, 150);
    store.append(ref, 20_000, 30);

    assertThat(store.rate(ref, 20_000, 60_000)).isCloseTo((50 + 30) / 20.0, within(1e-12));
  }

  @Test
  void rate_oneSample_isUnknown() {
    store.append(ref, 0, 100);

    assertThat(store.rate(ref, 0, 60_000)).isNaN();
  }

  @Test
  void rate_aboveTwoToThe24_keepsSmallSteps() {
    store.append(ref, 0, 1e12);
    store.append(ref, 10_000, 1e12 + 5);

    assertThat(store.rate(ref, 10_000, 60_000)).isEqualTo(0.5);
  }
}
