package io.aionyx.panel;

import java.time.Instant;
import java.util.List;

/** All predictions of one evaluation. */
record Snapshot(Instant evaluatedAt, List<Prediction> predictions) {
  Snapshot {
    predictions = List.copyOf(predictions);
  }
}
