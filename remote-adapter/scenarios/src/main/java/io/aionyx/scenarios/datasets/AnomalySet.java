package io.aionyx.scenarios.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Entities with an unlabelled training part and a labelled test part, as SMD, ASD and NAB have
 * them: {@code <entity>.train.csv.gz}, {@code .test.csv.gz}, {@code .labels.csv}.
 */
public record AnomalySet(String name, List<Entry> entries) {
  private static final String TRAIN = ".train.csv.gz";

  /** One entity of the set. */
  public record Entry(String entity, Telemetry train, Telemetry test, List<Segment> labels) {
    public Entry {
      labels = List.copyOf(labels);
    }
  }

  public AnomalySet {
    entries = List.copyOf(entries);
  }

  /** Reads a whole folder, entities in name order. */
  public static AnomalySet read(Path folder) throws IOException {
    var entries = new ArrayList<Entry>();
    for (String entity : entities(folder)) {
      entries.add(
          new Entry(
              entity,
              Telemetry.read(folder.resolve(entity + TRAIN)),
              Telemetry.read(folder.resolve(entity + ".test.csv.gz")),
              Segment.read(folder.resolve(entity + ".labels.csv"))));
    }
    return new AnomalySet(String.valueOf(folder.getFileName()), entries);
  }

  private static List<String> entities(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(TRAIN))
          .map(file -> file.substring(0, file.length() - TRAIN.length()))
          .sorted()
          .toList();
    }
  }
}
