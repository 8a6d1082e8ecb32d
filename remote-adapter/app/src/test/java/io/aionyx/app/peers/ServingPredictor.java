package io.aionyx.app.peers;

import io.aionyx.app.stack.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code aionyx serve} in a process of its own, as a user starts it. */
public final class ServingPredictor {
  private static final String MAIN = "io.aionyx.app.Main";

  private ServingPredictor() {}

  /**
   * @param configuration of {@code aionyx.yaml}, without {@code listen}
   */
  public static Server start(Path directory, String configuration) {
    return Server.start(
        port -> command(directory, file(directory, port, configuration)),
        "/-/ready",
        directory.resolve("predictor.log"));
  }

  private static List<String> command(Path directory, Path configuration) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + arguments(directory),
        MAIN,
        "serve",
        "--config",
        configuration.toString());
  }

  /**
   * The class path goes into a file: ONNX Runtime crashes the process where its command line is
   * longer than about 4 KB.
   */
  private static Path arguments(Path directory) {
    return write(
        directory.resolve("java.args"),
        """
        -Xmx512m
        --enable-native-access=ALL-UNNAMED
        --sun-misc-unsafe-memory-access=allow
        -cp "%s"
        """
            .formatted(System.getProperty("java.class.path")));
  }

  private static Path file(Path directory, int port, String configuration) {
    return write(
        directory.resolve("aionyx.yaml"),
        "listen: 127.0.0.1:%d%n%s".formatted(port, configuration));
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
