package io.aionyx.scenarios.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A labelled stretch of an entity's telemetry; both ends are samples of it.
 *
 * @param contributing signals in which it shows; empty where the set does not say
 */
public record Segment(long startMillis, long endMillis, String kind, List<String> contributing) {
  public Segment {
    if (endMillis < startMillis) {
      throw new IllegalArgumentException(
          "a segment must not end before its start: was " + startMillis + " to " + endMillis);
    }
    contributing = List.copyOf(contributing);
  }

  /** Reads {@code start_ms,end_ms,kind,contributing}. */
  public static List<Segment> read(Path file) throws IOException {
    return Csv.rows(file, "start_ms,end_ms,kind,contributing").stream().map(Segment::of).toList();
  }

  private static Segment of(List<String> row) {
    String signals = row.get(3);
    return new Segment(
        Long.parseLong(row.get(0)),
        Long.parseLong(row.get(1)),
        row.get(2),
        signals.isEmpty() ? List.of() : List.of(signals.split(";", -1)));
  }
}
