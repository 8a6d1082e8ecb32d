package io.aionyx.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.stack.Server;
import io.aionyx.app.stack.Tool;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import io.aionyx.scenarios.replay.OpenMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that remembers two days of a simulated cluster. */
@Timeout(600)
class OwnPastIT {
  private static final int HOURS = 46;

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // before all tests
  private static Server prometheus;

  @SuppressWarnings("NullAway.Init")
  private static Path text;

  @BeforeAll
  static void fillAPrometheus() throws Exception {
    Path program = Peers.require(Tool.PROMETHEUS);
    Path promtool = Peers.require(Tool.PROMTOOL);
    Instant start = Instant.now().minus(Duration.ofHours(HOURS + 1)).truncatedTo(ChronoUnit.HOURS);
    text = folder.resolve("series.om");
    OpenMetrics.write(
        World.of(
            WorldSpec.of(1_000_003)
                .withStart(start)
                .withSize(2, 4)
                .withDuration(Duration.ofHours(HOURS))
                .withScrapeInterval(Duration.ofMinutes(1))
                .withIncidents(30, 1)),
        text);
    Path blocks = Files.createDirectories(folder.resolve("tsdb"));
    var made =
        Command.run(
            promtool,
            List.of(
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--max-block-duration=54h",
                text.toString(),
                blocks.toString()));
    assertThat(made.exitValue()).as(made.output()).isZero();
    Path configuration = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    prometheus =
        Server.start(
            port ->
                List.of(
                    program.toString(),
                    "--config.file=" + configuration,
                    "--storage.tsdb.path=" + blocks,
                    "--web.listen-address=127.0.0.1:" + port),
            "/-/ready",
            folder.resolve("prometheus.log"));
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  private static String run(int status, String... args) {
    PrintStream before = System.out;
    var bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      assertThat(Main.run(args)).as("%s", List.of(args)).isEqualTo(status);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String[] of(String command, String... more) {
    var args =
        new ArrayList<>(
            List.of(
                command, "--prometheus", prometheus.url().toString(), "--scrape-interval", "1m"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  @Test
  void backtest_ownPast_judgesTheShippedModelsOnFailuresFoundInTheStream() {
    Path page = folder.resolve("report.html");
    String table = run(0, of("backtest", "--from", (HOURS + 2) + "h", "--report", page.toString()));
    assertThat(table)
        .contains("aionyx 2h", "predict_linear", "3-sigma share", "never", "oracle")
        .doesNotContain("0 failures,");
    assertThat(page).content().contains("</html>").doesNotContain("NaN");
  }

  @Test
  void train_ownPast_writesExactlyWhatItSaysItPromoted() throws Exception {
    Path out = Files.createDirectories(folder.resolve("models"));
    String told =
        run(
            0,
            of("train", "--from", (HOURS + 2) + "h", "--horizons", "2h", "--out", out.toString()));
    assertThat(told).contains("failures by slice").containsPattern("2h: (not )?promoted: ");
    try (var written = Files.list(out)) {
      assertThat(written.findAny().isPresent()).isEqualTo(told.contains("2h: promoted"));
    }
  }

  @Test
  void backtest_byQueryRange_findsTheSameCluster() {
    String table = run(0, of("backtest", "--from", "5h", "--protocol", "query_range"));
    assertThat(table).contains("aionyx 2h", "oracle");
    run(2, of("backtest", "--protocol", "carrier_pigeon"));
  }

  @Test
  void backtest_ofItsOpenMetrics_needsNoServer() {
    assertThat(run(0, "backtest", "--openmetrics", text.toString(), "--scrape-interval", "1m"))
        .contains("aionyx 2h", "oracle");
    run(2, of("backtest", "--openmetrics", text.toString()));
    run(2, "train", "--openmetrics", text.toString(), "--from", "2d");
  }

  @Test
  void train_tooShortAPast_isWrongUsage() {
    run(2, of("train", "--from", "10h"));
  }

  @Test
  void train_fromScenariosWithAPrometheus_isWrongUsage() {
    run(2, of("train", "--from", "scenarios"));
    run(2, "train", "--from", "30d");
    run(2, of("train", "--from", "a while"));
  }
}
