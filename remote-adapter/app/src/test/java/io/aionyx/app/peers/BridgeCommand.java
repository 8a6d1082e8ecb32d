package io.aionyx.app.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The alert-bridge from the class path of tests, as a command line without arguments. */
public final class BridgeCommand {
  private static final String MAIN = "io.aionyx.bridge.app.Main";

  private BridgeCommand() {}

  /** The command, or the end of the test that asks for it. */
  public static List<String> require(Path directory) {
    try {
      Class.forName(MAIN, false, BridgeCommand.class.getClassLoader());
    } catch (ClassNotFoundException _) {
      throw Peers.skip("the alert-bridge is on the class path of tests only without -Dfast");
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + arguments(directory.resolve("bridge.args")),
        MAIN);
  }

  private static Path arguments(Path file) {
    String text =
        "-Xmx200m%n--enable-native-access=ALL-UNNAMED%n-cp \"%s\"%n"
            .formatted(System.getProperty("java.class.path"));
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
