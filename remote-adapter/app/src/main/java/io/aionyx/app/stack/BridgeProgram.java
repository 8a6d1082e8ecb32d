package io.aionyx.app.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The launcher of the alert-bridge: in the checkout that this runs from, or on the PATH. The bridge
 * is a program of its own, so it is run and not linked.
 */
public final class BridgeProgram {
  /** The checkout, as {@code bin/aionyx} tells it. */
  private static final String HOME = "aionyx.home";

  private static final Duration BUILT_WITHIN = Duration.ofMinutes(10);

  private BridgeProgram() {}

  public static Located locate() {
    return locate(
        Optional.ofNullable(System.getProperty(HOME)).map(Path::of),
        Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  static Located locate(Optional<Path> home, String path) {
    Stream<Path> own = home.map(root -> root.resolve("alert-bridge/bin")).stream();
    Stream<Path> others =
        Stream.of(path.split(File.pathSeparator, -1)).filter(e -> !e.isEmpty()).map(Path::of);
    return Stream.concat(own, others)
        .map(directory -> directory.resolve("aionyx-bridge").toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst()
        .<Located>map(Located.Found::new)
        .orElseGet(
            () ->
                new Located.Missing(
                    "aionyx-bridge is neither in a checkout around this program nor on the PATH"));
  }

  /**
   * Lets the launcher build what it starts, which it does on its first use, and tells about it on
   * standard error.
   */
  public static void prepare(Path launcher) {
    try {
      Process process =
          new ProcessBuilder(launcher.toString(), "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(BUILT_WITHIN.toMinutes(), TimeUnit.MINUTES)) {
        process.destroy();
        throw new IllegalStateException(launcher + " was not built within " + BUILT_WITHIN);
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(launcher + " ended with " + process.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + launcher, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while building " + launcher, e);
    }
  }
}
