package io.aionyx.core.signals;

import io.aionyx.core.series.SeriesStore;

/** How a raw series is turned into a number at a moment. */
enum Read {
  /** The newest value within Prometheus' look-back of five minutes. */
  GAUGE {
    @Override
    double at(SeriesStore store, int ref, long atMillis) {
      return store.last(ref, atMillis, LOOKBACK_MILLIS);
    }
  },
  /** Increase per second of a counter over two minutes, or five where scrapes are that sparse. */
  RATE {
    @Override
    double at(SeriesStore store, int ref, long atMillis) {
      if (Double.isNaN(store.last(ref, atMillis, LOOKBACK_MILLIS))) {
        return Double.NaN;
      }
      double rate = store.rate(ref, atMillis, RATE_MILLIS);
      return Double.isNaN(rate) ? store.rate(ref, atMillis, LOOKBACK_MILLIS) : rate;
    }
  };

  static final long LOOKBACK_MILLIS = 5 * 60_000;
  private static final long RATE_MILLIS = 2 * 60_000;

  abstract double at(SeriesStore store, int ref, long atMillis);
}
