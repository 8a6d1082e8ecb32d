package io.aionyx.predictor.receive;

import io.aionyx.core.series.Labels;

/** A series the table did not know, waiting to be resolved when its request has been read. */
final class NewSeries {
  final Labels labels;
  final long hash;
  final byte[] key;
  int samples;
  int histograms;

  NewSeries(Labels labels, long hash, byte[] key) {
    this.labels = labels;
    this.hash = hash;
    this.key = key;
  }
}
