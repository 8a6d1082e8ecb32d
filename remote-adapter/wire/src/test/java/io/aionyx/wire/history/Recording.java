package io.aionyx.wire.history;

import io.aionyx.wire.LabelPair;
import java.util.ArrayList;
import java.util.List;

final class Recording implements HistorySink {
  final List<String> lines = new ArrayList<>();

  @Override
  public void series(List<LabelPair> labels) {
    lines.add(labels.toString());
  }

  @Override
  public void sample(long timestampMillis, double value) {
    lines.add(timestampMillis + " " + value);
  }

  @Override
  public void through(long millis) {
    lines.add("through " + millis);
  }

  @Override
  public void again() {
    lines.add("again");
  }
}
