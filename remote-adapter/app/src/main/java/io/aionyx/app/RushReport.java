package io.aionyx.app;

import io.aionyx.core.history.History;
import io.aionyx.scenarios.replay.EncodedHistory;
import io.aionyx.scenarios.replay.ReplaySettings;
import io.aionyx.scenarios.replay.Rush;
import io.aionyx.scenarios.replay.Rush.Took;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Sends a history that was encoded before, and says what it cost the receiver: one line for the
 * first scrape, in which every series is new, and one for all that follow.
 */
final class RushReport {
  private final ReplaySettings settings;
  private final long receiver;

  /**
   * @param receiver its process id, or 0 where nobody asks for its CPU time
   */
  RushReport(ReplaySettings settings, long receiver) {
    this.settings = settings;
    this.receiver = receiver;
  }

  void run(History history, int connections, String cluster) {
    var encoded = EncodedHistory.of(history, settings.version(), connections, cluster);
    phase("new", encoded.first(), encoded.firstSamples());
    phase("steady", encoded.rest(), encoded.restSamples());
  }

  private void phase(String name, List<List<byte[]>> requests, long samples) {
    double before = cpuSeconds();
    Took took = new Rush(settings).send(requests);
    double cpu = cpuSeconds() - before;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s protocol=%s samples=%d seconds=%.2f samples_per_second=%.0f p50_ms=%.2f"
                + " p99_ms=%.2f cpu_seconds=%.2f cpu_seconds_per_million=%.3f",
            name,
            settings.version().label(),
            samples,
            took.nanos() / 1e9,
            samples / (took.nanos() / 1e9),
            took.millis(0.5),
            took.millis(0.99),
            cpu,
            cpu / samples * 1e6));
  }

  private double cpuSeconds() {
    return ProcessHandle.of(receiver)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElse(Duration.ZERO)
            .toNanos()
        / 1e9;
  }
}
