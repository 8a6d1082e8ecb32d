package io.aionyx.scenarios;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aionyx.scenarios.datasets.DataFolder;
import java.nio.file.Path;

/** The labelled data, or a skip that nobody can overlook. */
public final class LabelledData {
  private LabelledData() {}

  public static Path orSkip() {
    var folder = DataFolder.find();
    if (folder.isEmpty()) {
      System.err.println(
          "SKIPPED: no labelled data; set -D" + DataFolder.PROPERTY + "=/path/to/data to run this");
    }
    assumeTrue(folder.isPresent(), "labelled data are absent");
    return folder.orElseThrow();
  }
}
