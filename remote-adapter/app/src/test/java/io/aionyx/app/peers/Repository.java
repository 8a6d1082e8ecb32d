package io.aionyx.app.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository's own files that ship beside the code: rules, dashboards, chart. */
public final class Repository {
  /** Tests run in their module's directory. */
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private Repository() {}

  public static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  /** Rule files, without tests and examples, in name order. */
  public static List<Path> rules() {
    return list(path("rules"), ".yaml");
  }

  /** The directory's files with an ending, in name order. */
  public static List<Path> list(Path directory, String ending) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
