package io.aionyx.scenarios;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;

/** A fingerprint of a stream, its length and its largest handle. */
final class StreamHash implements History.Sink {
  long hash = 17;
  long samples;
  int series;
  long lastMillis;

  static StreamHash of(History history) {
    var hash = new StreamHash();
    history.replay(hash);
    return hash;
  }

  @Override
  public int open(Labels labels) {
    hash = 31 * hash + labels.hashCode();
    return series++;
  }

  @Override
  public void sample(int handle, long timestampMillis, double value) {
    hash = (hash ^ handle) * 0x100000001b3L;
    hash = (hash ^ timestampMillis) * 0x100000001b3L;
    hash = (hash ^ Double.doubleToRawLongBits(value)) * 0x100000001b3L;
    samples++;
    lastMillis = Math.max(lastMillis, timestampMillis);
  }

  @Override
  public void advance(long timestampMillis) {
    hash = (hash ^ timestampMillis) * 0x100000001b3L;
  }
}
