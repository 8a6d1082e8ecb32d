package io.aionyx.predictor.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aionyx.core.series.Labels;
import io.aionyx.predictor.client.Outgoing;
import io.aionyx.predictor.config.Config.Forecasts;
import io.aionyx.predictor.config.Config.Server;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.outlook.Board;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Prometheus every minute for one forecast half an hour ahead, as a user would. Where it does
 * not come back, reads Prometheus' own configuration and says which setting is in the way: in the
 * log, at {@code /-/ready}, and as {@code aionyx_forecast_lane_healthy}.
 */
public final class LaneCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneCheck.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long AHEAD_MILLIS = Duration.ofMinutes(30).toMillis();

  private final Server prometheus;

  /** Labels that a query does not name: Prometheus strips its own external ones. */
  private final Set<String> hidden;

  private final Diagnosis diagnosis;
  private final Supplier<Board> board;
  private final Gauge healthy;
  private final HttpClient http;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("aionyx-lane-check").daemon().factory());
  private volatile Finding finding = Finding.waiting("not checked yet");

  /**
   * @param board whose forecasts are asked for
   */
  public LaneCheck(Forecasts config, Supplier<Board> board, PrometheusRegistry registry) {
    this.prometheus = Objects.requireNonNull(config.prometheus());
    this.http = Outgoing.trusting(prometheus.caFile()).connectTimeout(LIMIT).build();
    this.hidden = new HashSet<>(config.externalLabels().keySet());
    hidden.add(Labels.METRIC_NAME);
    this.diagnosis = new Diagnosis(config.externalLabels());
    this.board = board;
    this.healthy =
        Gauge.builder()
            .name("aionyx_forecast_lane_healthy")
            .help("Whether Prometheus gives back a forecast at a future timestamp.")
            .register(registry);
    healthy.set(1);
  }

  public void start() {
    timer.scheduleWithFixedDelay(
        this::check, EVERY.toSeconds() / 2, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /** What the last check found. */
  public Finding finding() {
    return finding;
  }

  /** Checks now; what it found is said where it is news. */
  public Finding check() {
    Finding before = finding;
    Finding now = look();
    finding = now;
    healthy.set(now.verdict() == Finding.Verdict.BROKEN ? 0 : 1);
    if (!now.equals(before)) {
      if (now.verdict() == Finding.Verdict.BROKEN) {
        LOG.warn("forecasts do not come back from {}: {}", prometheus.url(), now.words());
      } else {
        LOG.info("forecast lane: {}", now.words());
      }
    }
    return now;
  }

  private Finding look() {
    Board current = board.get();
    if (current.lines().isEmpty()) {
      return Finding.waiting("no forecast to ask for yet");
    }
    try {
      JsonNode answer = query(current);
      if (!answer.at("/data/result").isEmpty()) {
        return Finding.healthy();
      }
      String config = get("/api/v1/status/config").at("/data/yaml").asText();
      return Finding.broken(diagnosis.of(config, warnings(answer)));
    } catch (IOException | ConfigException e) {
      return Finding.broken("forecast.prometheus does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return finding;
    }
  }

  private JsonNode query(Board current) throws IOException, InterruptedException {
    Labels labels = current.lines().getFirst().labels();
    var conditions = new ArrayList<String>();
    for (int i = 0; i < labels.size(); i++) {
      if (!hidden.contains(labels.nameAt(i))) {
        conditions.add(labels.nameAt(i) + "=" + JSON.writeValueAsString(labels.valueAt(i)));
      }
    }
    String query = labels.metricName() + "{" + String.join(",", conditions) + "}";
    double at = (current.atMillis() + AHEAD_MILLIS) / 1000.0;
    return get(
        "/api/v1/query?time=%s&query=%s"
            .formatted(at, URLEncoder.encode(query, StandardCharsets.UTF_8)));
  }

  private static List<String> warnings(JsonNode answer) {
    var warnings = new ArrayList<String>();
    answer.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    String base = prometheus.url().toString().replaceAll("/+$", "");
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
    Outgoing.headers(prometheus.authorization(), prometheus.headers()).forEach(request::header);
    var response = http.send(request.build(), BodyHandlers.ofString());
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw new IOException(
          "HTTP %d; look at forecast.prometheus.basic_auth and bearer_token".formatted(status));
    }
    if (status != 200) {
      throw new IOException("HTTP " + status + " at " + path);
    }
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    http.shutdownNow();
  }
}
