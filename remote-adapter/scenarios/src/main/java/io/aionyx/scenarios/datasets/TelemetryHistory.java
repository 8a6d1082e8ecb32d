package io.aionyx.scenarios.datasets;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Telemetry as a history: each signal a series {@code dataset_<signal>} of one node, each labelled
 * segment a failure at its start that nothing foretold.
 *
 * <p>Rows that repeat a time or step back are left out, since no series may contain them.
 */
public final class TelemetryHistory implements History {
  private final Entity entity;
  private final Telemetry telemetry;
  private final List<Segment> labels;

  public TelemetryHistory(String entity, Telemetry telemetry, List<Segment> labels) {
    this.entity = Entity.node(entity);
    this.telemetry = telemetry;
    this.labels = List.copyOf(labels);
  }

  @Override
  public void replay(Sink sink) {
    var handles = new ArrayList<Integer>();
    for (String signal : telemetry.signals()) {
      handles.add(sink.open(series(signal)));
    }
    long last = Long.MIN_VALUE;
    for (int row = 0; row < telemetry.rows(); row++) {
      long millis = telemetry.timestampsMillis()[row];
      if (millis > last) {
        write(sink, handles, row, millis);
        last = millis;
      }
    }
  }

  private void write(Sink sink, List<Integer> handles, int row, long millis) {
    for (int i = 0; i < handles.size(); i++) {
      double value = telemetry.values()[i][row];
      if (!Double.isNaN(value)) {
        sink.sample(handles.get(i), millis, value);
      }
    }
    sink.advance(millis);
  }

  private Labels series(String signal) {
    String name = "dataset_" + signal.replaceAll("[^a-zA-Z0-9_:]", "_");
    String node = EntityKind.NODE.identity().get(0);
    return Labels.of(Labels.METRIC_NAME, name, node, entity.identity().get(node), "signal", signal);
  }

  @Override
  public List<Failure> failures() {
    return labels.stream().map(this::failure).toList();
  }

  private Failure failure(Segment segment) {
    long start = segment.startMillis();
    var causal = segment.contributing().stream().map(signal -> "dataset_" + signal).toList();
    return new Failure(entity, "sudden", start, start, start, List.of(), causal);
  }

  @Override
  public List<Confounder> confounders() {
    return List.of();
  }
}
