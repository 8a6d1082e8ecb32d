package io.aionyx.app.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the programs of the Prometheus family: on the PATH, among those unpacked before, or by
 * unpacking Debian's package beside them.
 *
 * <p>Each tool is looked for once. Thread-safe.
 */
public final class Toolbox {
  private final List<Path> path;
  private final DebianPackages packages;
  private final Map<Tool, Located> located = new EnumMap<>(Tool.class);

  /**
   * @param path directories to look in first, in order
   * @param packages to unpack what is not there
   */
  Toolbox(List<Path> path, DebianPackages packages) {
    this.path = List.copyOf(path);
    this.packages = packages;
  }

  /**
   * The PATH of this process first.
   *
   * @param unpacked where packages are unpacked to and looked for again the next time
   */
  public static Toolbox of(Path unpacked) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Toolbox(
        Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList(),
        new DebianPackages(unpacked));
  }

  public synchronized Located locate(Tool tool) {
    return located.computeIfAbsent(tool, this::search);
  }

  private Located search(Tool tool) {
    Optional<Path> found = find(tool, path);
    if (found.isEmpty()) {
      found = find(tool, packages.programDirectories());
    }
    if (found.isPresent()) {
      return new Located.Found(found.get());
    }
    return switch (packages.unpack(tool.debianPackage())) {
      case DebianPackages.Unpacked ignored ->
          find(tool, packages.programDirectories())
              .<Located>map(Located.Found::new)
              .orElseGet(() -> missing(tool, "the package does not hold it"));
      case DebianPackages.Failed failed -> missing(tool, failed.reason());
    };
  }

  private static Located missing(Tool tool, String reason) {
    return new Located.Missing(
        "%s is not on the PATH, and Debian's package %s could not be unpacked: %s"
            .formatted(String.join(" or ", tool.programs()), tool.debianPackage(), reason));
  }

  private static Optional<Path> find(Tool tool, List<Path> directories) {
    return directories.stream()
        .flatMap(directory -> tool.programs().stream().map(directory::resolve))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toAbsolutePath);
  }
}
