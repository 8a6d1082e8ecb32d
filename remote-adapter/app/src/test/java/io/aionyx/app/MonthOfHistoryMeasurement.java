package io.aionyx.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.stack.Server;
import io.aionyx.app.stack.Tool;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.history.HistoryServer;
import io.aionyx.wire.history.HistorySink;
import io.aionyx.wire.history.RemoteReadClient;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of a thousand series from a real Prometheus, in one request, by a JVM with 256 MB of
 * heap. Takes minutes and gigabytes, so no build runs it, but {@code mvn verify
 * -Dit.test=MonthOfHistoryMeasurement}, with {@code -Daionyx.month.step=60} for a sample a minute.
 */
@Timeout(1500)
class MonthOfHistoryMeasurement {
  private static final int SERIES = 1000;
  private static final int DAYS = 30;
  private static final long STEP_SECONDS = Long.getLong("aionyx.month.step", 300);
  private static final long DAY_SECONDS = 86_400;

  @TempDir Path folder;

  @Test
  void month_ofAThousandSeries_streamsWithin256MegabytesOfHeap() throws Exception {
    Path program = Peers.require(Tool.PROMETHEUS);
    long start =
        Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS)).getEpochSecond();
    for (int day = 0; day < DAYS; day++) {
      makeBlocks(start + day * DAY_SECONDS);
    }
    Path configuration = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    try (Server prometheus =
        Server.start(
            port ->
                List.of(
                    program.toString(),
                    "--config.file=" + configuration,
                    "--storage.tsdb.path=" + folder.resolve("tsdb"),
                    "--storage.tsdb.retention.time=60d",
                    "--storage.remote.read-sample-limit=0",
                    "--web.listen-address=127.0.0.1:" + port),
            "/-/ready",
            folder.resolve("prometheus.log"))) {
      Command read = read(prometheus.url("/api/v1/read"), start);

      System.out.println(read.output());
      assertThat(read.exitValue()).as(read.output()).isZero();
      long samples = SERIES * DAYS * DAY_SECONDS / STEP_SECONDS;
      assertThat(read.output()).contains(samples + " samples of " + SERIES + " series");
    }
  }

  private Command read(URI url, long start) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return Command.run(
        Path.of(java),
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Reader.class.getName(),
            url.toString(),
            Long.toString(1000 * start),
            Long.toString(1000 * (start + DAYS * DAY_SECONDS))));
  }

  private void makeBlocks(long start) throws IOException {
    Path text = folder.resolve("day.om");
    try (BufferedWriter out = Files.newBufferedWriter(text)) {
      out.write("# TYPE month gauge\n");
      for (int series = 0; series < SERIES; series++) {
        for (long at = start; at < start + DAY_SECONDS; at += STEP_SECONDS) {
          double value = series + Math.sin(at / 3600.0) + (at * 31 + series * 17) % 1000 / 1000.0;
          out.write("month{pod=\"cart-" + series + "\"} " + value + ' ' + at + '\n');
        }
      }
      out.write("# EOF\n");
    }
    Command made =
        Command.run(
            Peers.require(Tool.PROMTOOL),
            List.of(
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--max-block-duration=24h",
                text.toString(),
                folder.resolve("tsdb").toString()));
    assertThat(made.exitValue()).as(made.output()).isZero();
    Files.delete(text);
  }

  /** What runs in the small JVM. */
  static final class Reader implements HistorySink {
    private long series;
    private long samples;
    private double sum;

    private Reader() {}

    public static void main(String[] args) throws Exception {
      var reader = new Reader();
      long started = System.nanoTime();
      var client =
          new RemoteReadClient(HistoryServer.of(URI.create(args[0]), Duration.ofMinutes(20)));
      client.read(
          Long.parseLong(args[1]),
          Long.parseLong(args[2]) - 1,
          List.of(new LabelMatcher(LabelMatcher.Type.EQUAL, "__name__", "month")),
          reader);
      Runtime jvm = Runtime.getRuntime();
      System.out.printf(
          "%d samples of %d series in %.1f s, heap at most %d MB, sum %.0f%n",
          reader.samples,
          reader.series,
          (System.nanoTime() - started) / 1e9,
          jvm.maxMemory() >> 20,
          reader.sum);
    }

    @Override
    public void series(List<LabelPair> labels) {
      series++;
    }

    @Override
    public void sample(long timestampMillis, double value) {
      samples++;
      sum += value;
    }
  }
}
