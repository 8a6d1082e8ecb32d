package io.aionyx.scenarios.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Telemetry of a system with known root causes, as PetShop and Nezha have them.
 *
 * @param telemetry by file name without its ending: the cases of PetShop, the pods of Nezha
 * @param edges by file name without its ending; {@code edges} where there is one graph only
 */
public record RootCauseSet(
    Map<String, Telemetry> telemetry, Map<String, List<CallEdge>> edges, List<Fault> faults) {
  private static final String TELEMETRY = ".csv.gz";

  public RootCauseSet {
    telemetry = Map.copyOf(telemetry);
    edges = Map.copyOf(edges);
    faults = List.copyOf(faults);
  }

  public static RootCauseSet read(Path folder) throws IOException {
    var telemetry = new TreeMap<String, Telemetry>();
    var edges = new TreeMap<String, List<CallEdge>>();
    for (Path file : files(folder)) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(TELEMETRY)) {
        telemetry.put(name.substring(0, name.length() - TELEMETRY.length()), Telemetry.read(file));
      } else if (name.endsWith("edges.csv")) {
        edges.put(name.substring(0, name.length() - ".csv".length()), CallEdge.read(file));
      }
    }
    return new RootCauseSet(telemetry, edges, Fault.read(folder.resolve("events.csv")));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
