package io.aionyx.scenarios.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code source} calls {@code target}. */
public record CallEdge(String source, String target) {
  /** Reads {@code source,target}. */
  public static List<CallEdge> read(Path file) throws IOException {
    return Csv.rows(file, "source,target").stream()
        .map(row -> new CallEdge(row.get(0), row.get(1)))
        .toList();
  }
}
