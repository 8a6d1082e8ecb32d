package io.aionyx.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The zip, unpacked as an administrator does: elsewhere, and with new times on every file. */
record InstalledPlugin(Path folder) {
  private static final Path ZIP = Path.of(System.getProperty("plugin.zip"));
  private static final String PLATFORM = System.getProperty("plugin.platform");

  static InstalledPlugin unpackInto(Path directory) throws IOException {
    URI uri = URI.create("jar:" + ZIP.toUri());
    try (FileSystem zip =
            FileSystems.newFileSystem(uri, Map.of("enablePosixFileAttributes", true));
        Stream<Path> entries = Files.walk(zip.getPath("/"))) {
      entries.forEach(entry -> unpack(entry, directory));
    }
    try (Stream<Path> roots = Files.list(directory)) {
      return new InstalledPlugin(roots.findFirst().orElseThrow().toAbsolutePath());
    }
  }

  private static void unpack(Path entry, Path directory) {
    try {
      Path target = directory.resolve(entry.toString().substring(1));
      if (Files.isDirectory(entry)) {
        Files.createDirectories(target);
        return;
      }
      Files.copy(entry, target);
      @SuppressWarnings("unchecked") // what the zip file system calls its permissions
      Set<PosixFilePermission> permissions =
          (Set<PosixFilePermission>) Files.getAttribute(entry, "zip:permissions");
      Files.setPosixFilePermissions(target, permissions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path launcher() {
    return folder.resolve("gpx_aionyx_" + PLATFORM);
  }

  List<String> command() {
    return List.of(launcher().toString());
  }

  Path runtime() {
    return folder.resolve("runtime").resolve(PLATFORM);
  }

  /** Every file with its size, by which one sees whether anything was written. */
  List<String> listing() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(InstalledPlugin::line).sorted().toList();
    }
  }

  private static String line(Path file) {
    try {
      return file + " " + Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
