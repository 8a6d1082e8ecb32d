package io.aionyx.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.FormatMethod;
import io.aionyx.grafana.host.PluginHost;
import io.aionyx.grafana.proto.DataResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the shipped plugin: handshake, memory, queries over 5,000 entities. Prints what it
 * found; times are promised on an idle machine and so are not asserted, memory is.
 */
class FiguresIT {
  private static final int STARTS = 9;
  private static final int ENTITIES = 5_000;
  private static final int WARM_UP = 100;
  private static final int QUERIES = 500;
  private static final double MAX_RESIDENT_MEBIBYTES = 64;

  @TempDir private Path directory;

  @Test
  void figures_arePrinted() throws Exception {
    InstalledPlugin plugin = InstalledPlugin.unpackInto(directory);
    double[] handshakes = new double[STARTS];
    double[] resident = new double[STARTS];
    for (int start = 0; start < STARTS; start++) {
      try (PluginHost host = PluginHost.start(plugin.command(), Map.of())) {
        assertThat(host.serves()).isTrue();
        handshakes[start] = host.process().timeToHandshake().toNanos() / 1e6;
        resident[start] = resident(host);
      }
    }
    Arrays.sort(handshakes);
    Arrays.sort(resident);
    print(
        "start to handshake: median %.0f ms, worst %.0f ms of %d starts",
        handshakes[STARTS / 2], handshakes[STARTS - 1], STARTS);
    print(
        "resident after start: median %.1f MiB, worst %.1f MiB",
        resident[STARTS / 2], resident[STARTS - 1]);
    measureQueries(plugin);
    assertThat(resident[STARTS / 2]).isLessThanOrEqualTo(MAX_RESIDENT_MEBIBYTES);
  }

  private static void measureQueries(InstalledPlugin plugin) throws Exception {
    try (StubServices services = StubServices.with(ENTITIES);
        PluginHost host = PluginHost.start(plugin.command(), Map.of())) {
      Visits visits = new Visits(host, services.settings());
      long before = System.nanoTime();
      DataResponse first = visits.query("predictions", "{}");
      double firstMillis = (System.nanoTime() - before) / 1e6;
      assertThat(first.getFrames(0).size()).isGreaterThan(ENTITIES * 8);
      measure(visits, WARM_UP);
      double[] millis = measure(visits, QUERIES);
      print(
          "query of %,d entities (%,d bytes of Arrow): first %.0f ms, median %.1f ms, p99 %.1f ms",
          ENTITIES,
          first.getFrames(0).size(),
          firstMillis,
          millis[QUERIES / 2],
          millis[QUERIES * 99 / 100]);
      print("resident after %d such queries: %.1f MiB", WARM_UP + QUERIES + 1, resident(host));
      print(
          "load average of the machine: %.1f on %d processors",
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
          Runtime.getRuntime().availableProcessors());
    }
  }

  private static double[] measure(Visits visits, int times) {
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      long before = System.nanoTime();
      DataResponse answer = visits.query("predictions", "{}");
      millis[i] = (System.nanoTime() - before) / 1e6;
      assertThat(answer.getError()).isEmpty();
    }
    Arrays.sort(millis);
    return millis;
  }

  private static double resident(PluginHost host) throws IOException {
    return Resident.mebibytes(host.process().pid()).orElse(0);
  }

  @FormatMethod
  private static void print(String format, Object... values) {
    System.out.println("FIGURE " + String.format(Locale.ROOT, format, values));
  }
}
