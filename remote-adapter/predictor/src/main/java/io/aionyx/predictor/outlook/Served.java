package io.aionyx.predictor.outlook;

import io.aionyx.core.series.Labels;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.SeriesLabels;
import java.util.ArrayList;

/**
 * The series that a percentile of a forecast is served as.
 *
 * @param onWire the same labels, as answers bear them
 */
record Served(Labels labels, int percentile, SeriesLabels onWire) {
  static Served of(Labels labels, int percentile) {
    var pairs = new ArrayList<LabelPair>(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      pairs.add(new LabelPair(labels.nameAt(i), labels.valueAt(i)));
    }
    return new Served(labels, percentile, SeriesLabels.of(pairs));
  }
}
