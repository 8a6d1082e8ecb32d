package io.aionyx.app;

import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.client.RangeQueries;
import io.aionyx.predictor.config.Config.HistoryProtocol;
import io.aionyx.predictor.config.PrometheusDuration;
import io.aionyx.trainer.Progress;
import io.aionyx.trainer.observed.OpenMetricsText;
import io.aionyx.trainer.observed.RemoteHistory;
import io.aionyx.trainer.observed.Spool;
import io.aionyx.wire.history.HistoryServer;
import io.aionyx.wire.history.HistorySource;
import io.aionyx.wire.history.Pace;
import io.aionyx.wire.history.PacedHistory;
import io.aionyx.wire.history.RemoteReadClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The user's own monitoring as a source of history, as options that several commands share. */
final class OwnPast {
  private static final String API = "/api/v1/";
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description = "Read the history of this Prometheus.")
  private @Nullable URI prometheus;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      converter = ByLabel.class,
      description = "remote_read, or query_range for a server that has no remote-read.")
  private HistoryProtocol protocol = HistoryProtocol.REMOTE_READ;

  @Option(
      names = "--openmetrics",
      paramLabel = "FILE",
      description = "Read the history from a file of OpenMetrics with timestamps; .gz is unpacked.")
  private @Nullable Path openMetrics;

  @Option(
      names = "--scrape-interval",
      paramLabel = "DURATION",
      description = "How often that history has a value; the models are asked as often.")
  private String interval = "30s";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private final InstantSource clock = InstantSource.system();

  private static final class ByLabel implements ITypeConverter<HistoryProtocol> {
    @Override
    public HistoryProtocol convert(String label) {
      return Stream.of(HistoryProtocol.values())
          .filter(protocol -> protocol.label().equals(label))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("remote_read or query_range: was " + label));
    }
  }

  /** When a history begins and ends. */
  record Range(long fromMillis, long toMillis) {
    static Range of(OpenMetricsText.Range range) {
      return new Range(range.fromMillis(), range.toMillis());
    }
  }

  /**
   * @throws ParameterException where two sources are named
   */
  boolean asked() {
    if (prometheus != null && openMetrics != null) {
      throw new ParameterException(
          spec.commandLine(), "--prometheus and --openmetrics exclude each other");
    }
    return prometheus != null || openMetrics != null;
  }

  /** Whether the history is that of a file, which is read as a whole. */
  boolean ofFile() {
    return openMetrics != null;
  }

  Duration evaluation() {
    return PrometheusDuration.parse(interval);
  }

  /**
   * @param back how far to look back from now; a file is read as a whole
   */
  Range fetch(Duration back, SignalCatalog catalog, Spool spool, Progress progress)
      throws IOException, InterruptedException {
    Path file = openMetrics;
    if (file != null) {
      return Range.of(OpenMetricsText.read(file, spool));
    }
    URI server = Objects.requireNonNull(prometheus, "no --prometheus was named");
    long to = clock.millis();
    long from = to - back.toMillis();
    var source = new PacedHistory(source(server), Pace.GENTLE);
    if (RemoteHistory.fetch(source, catalog, from, to, spool, progress) == 0) {
      throw new IOException(server + " has no series that models read, from " + back + " ago");
    }
    return new Range(from, to);
  }

  private HistorySource source(URI server) {
    return switch (protocol) {
      case REMOTE_READ -> new RemoteReadClient(HistoryServer.of(endpoint(server, "read"), TIMEOUT));
      case QUERY_RANGE ->
          new RangeQueries(
              HistoryServer.of(endpoint(server, "query_range"), TIMEOUT), evaluation());
    };
  }

  /** The base URL, as people know it, or the whole path. */
  static URI endpoint(URI given, String name) {
    String text = given.toString();
    return text.endsWith(API + name) ? given : URI.create(text.replaceAll("/+$", "") + API + name);
  }
}
