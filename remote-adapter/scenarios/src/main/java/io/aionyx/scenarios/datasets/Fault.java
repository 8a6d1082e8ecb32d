package io.aionyx.scenarios.datasets;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An injected fault or a recorded failure.
 *
 * @param entities what failed, or what the true root causes are
 * @param causeMillis absent where the set does not say
 * @param failureMillis absent where nothing failed for good
 * @param details the further columns of the set, by name
 */
public record Fault(
    List<String> entities,
    String kind,
    OptionalLong causeMillis,
    OptionalLong failureMillis,
    Map<String, String> details) {
  public Fault {
    entities = List.copyOf(entities);
    details = Map.copyOf(details);
  }

  /** Reads {@code entity,kind,cause_ms,failure_ms,…}. */
  public static List<Fault> read(Path file) throws IOException {
    try (BufferedReader in = Csv.open(file)) {
      var header = Csv.split(String.valueOf(in.readLine()));
      if (header.size() < 4 || !header.get(0).equals("entity")) {
        throw new IOException(file + " must start with entity,kind,cause_ms,failure_ms");
      }
      var faults = new ArrayList<Fault>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        faults.add(of(header, Csv.split(line)));
      }
      return faults;
    }
  }

  private static Fault of(List<String> header, List<String> row) {
    var details = new LinkedHashMap<String, String>();
    for (int i = 4; i < Math.min(header.size(), row.size()); i++) {
      details.put(header.get(i), row.get(i));
    }
    return new Fault(
        List.of(row.get(0).split(";", -1)),
        row.get(1),
        moment(row.get(2)),
        moment(row.get(3)),
        details);
  }

  private static OptionalLong moment(String cell) {
    return cell.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cell));
  }
}
