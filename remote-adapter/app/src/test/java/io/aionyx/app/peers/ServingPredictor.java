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
        port -> command(file(directory, port, configuration)),
        "/-/ready",
        directory.resolve("predictor.log"));
  }

  private static List<String> command(Path configuration) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        MAIN,
        "serve",
        "--config",
        configuration.toString());
  }

  private static Path file(Path directory, int port, String configuration) {
    try {
      return Files.writeString(
          directory.resolve("aionyx.yaml"),
          "listen: 127.0.0.1:%d%n%s".formatted(port, configuration));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
