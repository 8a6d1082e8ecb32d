package io.aionyx.app.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Takes programs out of Debian's packages without being root and without installing anything:
 * {@code apt-get download}, then {@code dpkg-deb -x} into a directory of our own.
 *
 * <p>Where the machine's package lists are missing or old, lists are fetched into that directory
 * too, since refreshing the machine's own would need root.
 */
final class DebianPackages {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path root;

  DebianPackages(Path root) {
    this.root = root.toAbsolutePath();
  }

  sealed interface Outcome {}

  record Unpacked(Path directory) implements Outcome {}

  record Failed(String reason) implements Outcome {}

  List<Path> programDirectories() {
    Path tree = root.resolve("tree");
    return List.of(tree.resolve("usr/bin"), tree.resolve("usr/sbin"));
  }

  Outcome unpack(String name) {
    try {
      Files.createDirectories(root.resolve("tree"));
      Optional<String> failure = download(name);
      if (failure.isPresent()) {
        return new Failed(failure.get());
      }
      return run(List.of("dpkg-deb", "-x", archive(name).toString(), root + "/tree"))
          .<Outcome>map(Failed::new)
          .orElseGet(() -> new Unpacked(root.resolve("tree")));
    } catch (IOException e) {
      return new Failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    }
  }

  private Optional<String> download(String name) throws IOException, InterruptedException {
    Optional<String> failure = run(List.of("apt-get", "-q", "download", name));
    if (failure.isEmpty()) {
      return failure;
    }
    Files.createDirectories(root.resolve("apt/lists/partial"));
    Files.createDirectories(root.resolve("apt/cache/archives/partial"));
    Optional<String> noLists = run(apt("update"));
    return noLists.isPresent() ? noLists : run(apt("download", name));
  }

  private List<String> apt(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "apt-get",
                "-q",
                "-o",
                "Dir::State::lists=" + root + "/apt/lists",
                "-o",
                "Dir::Cache=" + root + "/apt/cache"));
    command.addAll(List.of(arguments));
    return command;
  }

  private Path archive(String name) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name + "_"))
          .filter(file -> file.getFileName().toString().endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new IOException("apt-get left no archive of " + name + " in " + root));
    }
  }

  /** Empty when the command succeeded, else why it did not. */
  private Optional<String> run(List<String> command) throws InterruptedException {
    File log = root.resolve(command.getFirst() + ".log").toFile();
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of(command.getFirst() + " took longer than " + LIMIT.toMinutes() + " min");
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(
              "%s ended with %d, see %s".formatted(command.getFirst(), process.exitValue(), log));
    } catch (IOException e) {
      return Optional.of("no " + command.getFirst() + " on this system");
    }
  }
}
