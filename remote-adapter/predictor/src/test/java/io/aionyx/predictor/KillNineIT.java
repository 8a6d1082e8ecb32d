package io.aionyx.predictor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed again and again, at any moment: while it recovers, writes, rotates the
 * log, takes a snapshot. What it had answered is there at the next start, and in the end its memory
 * is that of a twin that was never killed, byte for byte.
 *
 * <p>{@code -Daionyx.kills=10000} for the long run. A kill does not lose what the system holds:
 * that is what {@code JournalTest} cuts and flips for.
 */
class KillNineIT {
  private static final int KILLS = Integer.getInteger("aionyx.kills", 200);

  /** The process: recovers, says how far it is, and goes on until it is killed. */
  static final class Child {
    @SuppressWarnings("CatchAndPrintStackTrace") // the parent shows it
    public static void main(String[] arguments) {
      try (PrintStream out = new PrintStream(System.out, true, UTF_8);
          var kept = new Kept(Path.of(arguments[0]))) {
        int number = kept.newest();
        out.println(number);
        while (kept.write(++number) == 204) {
          out.println(number);
        }
        throw new AssertionError("request " + number + " was refused");
      }
    }
  }

  private static Process start(Path folder, Path errors) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString()))
        .redirectError(errors.toFile())
        .start();
  }

  @Test
  void process_killedAtAnyMoment_losesNothingItHadAnswered(@TempDir Path folder) throws Exception {
    var random = new SplittableRandom(KILLS);
    Path errors = folder.resolve("errors");
    int answered = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      Process child = start(folder.resolve("data"), errors);
      try (var said = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
        int more = random.nextInt(30);
        String line = said.readLine();
        assertThat(line).as(Files.readString(errors)).isNotNull();
        assertThat(Integer.parseInt(line)).as("kill %d", kill).isGreaterThanOrEqualTo(answered);
        answered = Math.max(answered, Integer.parseInt(line));
        for (int i = 0; i < more; i++) {
          answered = Integer.parseInt(said.readLine());
        }
        child.toHandle().destroyForcibly(); // unlike the process itself, leaves its output readable
        for (String rest = said.readLine(); rest != null; rest = said.readLine()) {
          answered = rest.isEmpty() ? answered : Math.max(answered, Integer.parseInt(rest));
        }
      }
      child.waitFor();
    }

    try (var survivor = new Kept(folder.resolve("data"));
        var twin = new Kept(null)) {
      assertThat(survivor.newest()).isGreaterThanOrEqualTo(answered).isGreaterThan(KILLS);
      for (int number = 0; number <= survivor.newest(); number++) {
        assertThat(twin.write(number)).isEqualTo(204);
      }
      assertThat(survivor.state()).isEqualTo(twin.state());
    }
  }
}
