package io.aionyx.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private record Ran(int status, String out, String err) {}

  private static Ran run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var outBytes = new ByteArrayOutputStream();
    var errBytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      return new Ran(
          Main.run(args),
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "doctor", "serve", "train", "backtest", "simulate"})
  void help_ofEachCommand_endsWell(String command) {
    Ran ran = run(command, "--help");

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("Usage: aionyx " + command);
  }

  @Test
  void wrongUsage_endsWithTwo() {
    assertThat(run().status()).isEqualTo(2);
    assertThat(run("fly").status()).isEqualTo(2);
    assertThat(run("doctor").status()).isEqualTo(2);
    assertThat(run("doctor", "--prometheus", "localhost:9090").status()).isEqualTo(2);
    assertThat(run("train").status()).isEqualTo(2);
    assertThat(run("backtest", "--models", "/no/such/folder").status()).isEqualTo(2);
    assertThat(run("simulate").status()).isEqualTo(2);
  }

  @Test
  void serve_wrongConfiguration_endsWithTwoNamingKeyAndLine(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("aionyx.yaml"), "clock: wall\nlistne: x\n");

    Ran ran = run("serve", "--config", file.toString());

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("aionyx.yaml:2", "listne");
  }

  @Test
  void serve_checkConfig_saysThatItIsGood(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("aionyx.yaml"), "clock: event\n");

    Ran ran = run("serve", "--check-config", "--config", file.toString());

    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("good");
  }

  @Test
  void simulate_intoFiles_writesSeriesAndLabels(@TempDir Path folder) throws Exception {
    Ran ran =
        run(
            "simulate",
            "--seed",
            "7",
            "--nodes",
            "3",
            "--pods",
            "9",
            "--hours",
            "1",
            "--scrape",
            "60",
            "--out",
            folder.toString());

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(Files.size(folder.resolve("series.om"))).isPositive();
    assertThat(folder.resolve("labels.jsonl")).exists();
  }
}
