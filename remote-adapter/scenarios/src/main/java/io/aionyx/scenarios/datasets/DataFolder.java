package io.aionyx.scenarios.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the labelled data lie: the system property {@code aionyx.data}, else {@code ../shared/data}
 * beside the folder of the project.
 */
public final class DataFolder {
  public static final String PROPERTY = "aionyx.data";

  private DataFolder() {}

  public static Optional<Path> find() {
    String named = System.getProperty(PROPERTY, "");
    return named.isEmpty()
        ? besideProject(Path.of("").toAbsolutePath())
        : Optional.of(Path.of(named)).filter(Files::isDirectory);
  }

  /** Builds run in the folder of a module, so every folder above may be the project's. */
  private static Optional<Path> besideProject(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path data = folder.resolveSibling("shared").resolve("data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }
}
