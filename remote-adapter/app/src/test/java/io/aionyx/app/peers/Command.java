package io.aionyx.app.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command run to its end, such as {@code promtool check rules}. */
public record Command(int exitValue, String output) {
  private static final int LIMIT_MINUTES = 2;

  public static Command run(Path program, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(arguments);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      Thread.ofVirtual().start(() -> endLate(process));
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Command(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(program.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + program, e);
    }
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
