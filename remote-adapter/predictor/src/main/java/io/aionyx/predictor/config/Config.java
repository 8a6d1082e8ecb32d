package io.aionyx.predictor.config;

import io.aionyx.core.forecast.Calendar;
import io.aionyx.core.forecast.Occasion;
import io.aionyx.wire.RemoteWrite;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole of {@code aionyx.yaml} after checks. Each key is explained in the commented file that
 * ships with the predictor.
 *
 * @param webConfig the {@code web.yml}, or null for plain HTTP without authentication
 * @param cluster the {@code cluster} label of written series where the input carries none; may be
 *     empty
 * @param maxSeries series kept in memory; new ones beyond it are refused
 * @param signals the signal catalogue, or null for the shipped one
 * @param models folder of model bundles, or null for the shipped ones
 * @param annotations where predicted failures are drawn, or null for nowhere
 */
public record Config(
    InetSocketAddress listen,
    @Nullable Path webConfig,
    ClockKind clock,
    Duration evaluationInterval,
    String cluster,
    int maxSeries,
    @Nullable Path signals,
    @Nullable Path models,
    Storage storage,
    Limits limits,
    Publish publish,
    List<Target> remoteWrite,
    List<History> remoteRead,
    Forecasts forecast,
    @Nullable Annotations annotations,
    Log log) {
  public Config {
    remoteWrite = List.copyOf(remoteWrite);
    remoteRead = List.copyOf(remoteRead);
  }

  /** What makes the predictor evaluate. */
  public enum ClockKind {
    /** The machine's clock reaches a boundary. */
    WALL("wall"),
    /** Received timestamps pass a boundary; the machine's clock does not matter. */
    EVENT("event");

    private final String label;

    ClockKind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * What survives a crash.
   *
   * @param path folder of the write-ahead log and the snapshots, or null for memory only
   * @param snapshotInterval time of the data between two snapshots
   * @param segmentBytes size at which a file of the write-ahead log is closed
   */
  public record Storage(@Nullable Path path, Duration snapshotInterval, int segmentBytes) {}

  /**
   * The cardinality budget of what is written.
   *
   * @param podsAbove a pod is written when its probability at any horizon exceeds this
   * @param podsTop and the pods of the highest probabilities up to this count are
   * @param contributionsAbove an entity is explained in series above this probability
   * @param contributionsTop features named per score; the rest is {@code other}
   * @param maxSeries hard limit of live series; the least risky entities give way
   */
  public record Publish(
      double podsAbove,
      int podsTop,
      double contributionsAbove,
      int contributionsTop,
      int maxSeries) {
    public static final Publish DEFAULTS = new Publish(0.05, 100, 0.1, 5, 20_000);
  }

  /**
   * One place that {@code aionyx_*} series are written to.
   *
   * @param name of the target in metrics and logs
   * @param queueSamples samples kept while the target is slow or away; the oldest go first
   * @param headers sent with every request; may not repeat those of the protocol
   */
  public record Target(
      String name,
      URI url,
      RemoteWrite protocol,
      Duration timeout,
      int queueSamples,
      int batchSamples,
      Duration minBackoff,
      Duration maxBackoff,
      Duration flushDeadline,
      Authorization authorization,
      Map<String, String> headers,
      @Nullable Path caFile) {
    public Target {
      headers = Map.copyOf(headers);
      if (maxBackoff.compareTo(minBackoff) < 0) {
        throw new IllegalArgumentException(
            "max_backoff must not be below min_backoff: was " + maxBackoff);
      }
    }

    /** A target with default settings. */
    public static Target of(URI url) {
      return new Target(
          url.getHost() + ":" + url.getPort(),
          url,
          RemoteWrite.V1,
          Duration.ofSeconds(30),
          100_000,
          2000,
          Duration.ofMillis(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          new Authorization.None(),
          Map.of(),
          null);
    }

    public Target with(RemoteWrite asked) {
      return new Target(
          name,
          url,
          asked,
          timeout,
          queueSamples,
          batchSamples,
          minBackoff,
          maxBackoff,
          flushDeadline,
          authorization,
          headers,
          caFile);
    }
  }

  /** How history is asked for. */
  public enum HistoryProtocol {
    REMOTE_READ("remote_read"),
    /** Of the HTTP API, for servers that have no remote-read. */
    QUERY_RANGE("query_range");

    private final String label;

    HistoryProtocol(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /**
   * One place that history is read from.
   *
   * @param step between two values, where the protocol has a grid
   * @param timeout of one answer
   * @param window how far back the start reads; zero for not at all
   */
  public record History(
      URI url,
      HistoryProtocol protocol,
      Duration step,
      Duration timeout,
      Duration window,
      Authorization authorization,
      Map<String, String> headers,
      @Nullable Path caFile) {
    public History {
      headers = Map.copyOf(headers);
    }

    /** A source with default settings. */
    public static History of(URI url) {
      return new History(
          url,
          HistoryProtocol.REMOTE_READ,
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofHours(24),
          new Authorization.None(),
          Map.of(),
          null);
    }
  }

  /**
   * What is forecast, and how the forecasts get to Prometheus.
   *
   * @param signals as {@code kind.name} of the catalogue; where there are too many, the first win
   * @param maxSeries signals of entities that are forecast at most
   * @param maxWrittenSeries of the forecasts' series at the present timestamp
   * @param externalLabels which Prometheus adds to its queries and expects in the answers
   * @param prometheus whose API is asked whether forecasts come back, or null for no such check
   * @param calendar of what is known beforehand
   */
  public record Forecasts(
      List<String> signals,
      int maxSeries,
      int maxWrittenSeries,
      Map<String, String> externalLabels,
      @Nullable Server prometheus,
      List<Event> calendar) {
    public static final Forecasts DEFAULTS =
        new Forecasts(
            List.of(
                "node.memory_used_ratio",
                "node.cpu_busy_ratio",
                "node.disk_used_ratio",
                "node.inodes_used_ratio",
                "node.conntrack_used_ratio",
                "node.pods_used_ratio",
                "pvc.used_ratio",
                "pvc.inodes_used_ratio",
                "workload.requests_per_second",
                "workload.cpu_cores",
                "workload.memory_limit_ratio",
                "pod.certificate_expiry_timestamp_seconds",
                "pod.pool_used_ratio",
                "pod.memory_limit_ratio",
                "pod.memory_working_set_bytes",
                "pod.cpu_limit_ratio"),
            2000,
            4000,
            Map.of(),
            null,
            List.of());

    public Forecasts {
      signals = List.copyOf(signals);
      calendar = List.copyOf(calendar);
      externalLabels = Map.copyOf(externalLabels);
    }

    /** The events that count for a signal. */
    public Calendar calendarOf(String signal) {
      return new Calendar(
          calendar.stream()
              .filter(event -> event.signals().isEmpty() || event.signals().contains(signal))
              .map(Event::occasion)
              .toList());
    }
  }

  /**
   * A stretch of time that is known not to be like others.
   *
   * @param signals it counts for; empty for all
   */
  public record Event(Occasion occasion, List<String> signals) {
    public Event {
      signals = List.copyOf(signals);
    }
  }

  /** A server that is asked over HTTP, by its base URL. */
  public record Server(
      URI url, Authorization authorization, Map<String, String> headers, @Nullable Path caFile) {
    public Server {
      headers = Map.copyOf(headers);
    }

    /** A server that asks for nothing. */
    public static Server of(URI url) {
      return new Server(url, new Authorization.None(), Map.of(), null);
    }
  }

  /** A Grafana whose annotations API is written to. */
  public record Annotations(
      URI url,
      Duration timeout,
      Authorization authorization,
      Map<String, String> headers,
      @Nullable Path caFile) {
    public Annotations {
      headers = Map.copyOf(headers);
    }
  }

  /** How requests to a target say who sends them. */
  public sealed interface Authorization {
    record None() implements Authorization {}

    record Basic(String username, Secret password) implements Authorization {}

    record Bearer(Secret token) implements Authorization {}
  }

  /** What the process says on its standard output. */
  public record Log(Format format, Level level) {
    public enum Format {
      JSON,
      TEXT;

      public String label() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    public enum Level {
      DEBUG,
      INFO,
      WARN,
      ERROR;

      public String label() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }
}
