package io.aionyx.app;

import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.config.PrometheusDuration;
import io.aionyx.trainer.Progress;
import io.aionyx.trainer.observed.OpenMetricsText;
import io.aionyx.trainer.observed.RemoteHistory;
import io.aionyx.trainer.observed.Spool;
import io.aionyx.wire.history.Pace;
import io.aionyx.wire.history.PacedHistory;
import io.aionyx.wire.history.RemoteReadClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The user's own Prometheus as a source of history, as options that several commands share. */
final class OwnPast {
  private static final String READ_PATH = "/api/v1/read";

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "Read the history of this Prometheus, by remote-read.")
  private @Nullable URI prometheus;

  @Option(
      names = "--scrape-interval",
      paramLabel = "DURATION",
      description = "How often that history has a value; the models are asked as often.")
  private String interval = "30s";

  private final InstantSource clock = InstantSource.system();

  /** When a history begins and ends. */
  record Range(long fromMillis, long toMillis) {
    static Range of(OpenMetricsText.Range range) {
      return new Range(range.fromMillis(), range.toMillis());
    }
  }

  boolean asked() {
    return prometheus != null;
  }

  Duration evaluation() {
    return PrometheusDuration.parse(interval);
  }

  /**
   * @param back how far to look back from now
   */
  Range fetch(Duration back, SignalCatalog catalog, Spool spool, Progress progress)
      throws IOException, InterruptedException {
    URI server = Objects.requireNonNull(prometheus, "no --prometheus was named");
    var source = new PacedHistory(RemoteReadClient.of(readUrl(server)), Pace.GENTLE);
    long to = clock.millis();
    long from = to - back.toMillis();
    long samples = RemoteHistory.fetch(source, catalog, from, to, spool, progress);
    if (samples == 0) {
      throw new IOException(server + " has no series that models read, from " + back + " ago");
    }
    return new Range(from, to);
  }

  /** The base URL, as people know it, or the whole path. */
  static URI readUrl(URI given) {
    String text = given.toString();
    return text.endsWith(READ_PATH) ? given : URI.create(text.replaceAll("/+$", "") + READ_PATH);
  }
}
