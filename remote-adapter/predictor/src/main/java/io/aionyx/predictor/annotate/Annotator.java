package io.aionyx.predictor.annotate;

import io.aionyx.predictor.config.Config.Annotations;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.outcomes.Episode;
import io.aionyx.predictor.outcomes.Report;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Grafana's annotations equal to the predictor's episodes: one region each, redrawn when it
 * is known what became of it.
 *
 * <p>Every report says all there is to draw, so nothing is queued: what could not be written is
 * still different at the next report and is tried again then. A region is looked for by its tag
 * before it is created, so neither a restart nor a lost answer draws it twice. Thread-safe.
 */
public final class Annotator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Annotator.class);

  private record Drawn(long number, Region region) {}

  private record Wanted(String tag, Region region) {}

  private final Annotations config;
  private final GrafanaClient grafana;
  private final Counter writes;
  private final AtomicReference<@Nullable Report> next = new AtomicReference<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("aionyx-annotate").daemon().factory());

  /** By the id of the episode; the worker's alone. */
  private final Map<String, Drawn> drawn = new HashMap<>();

  private boolean failing;

  public Annotator(Annotations config, PrometheusRegistry registry) {
    this.config = config;
    this.grafana = new GrafanaClient(config);
    this.writes =
        Counter.builder()
            .name("aionyx_annotation_writes")
            .help("Annotations written to Grafana, by result ok or failed.")
            .labelNames("result")
            .register(registry);
  }

  /** Draws what a report says, later; of reports that come too fast the newest counts. */
  public void show(Report report) {
    if (next.getAndSet(report) == null) {
      worker.execute(
          () -> {
            Report newest = next.getAndSet(null);
            if (newest != null) {
              draw(newest);
            }
          });
    }
  }

  /** Draws what a report says, now. For one thread at a time. */
  void draw(Report report) {
    Map<String, Wanted> wanted = wanted(report);
    drawn.keySet().retainAll(wanted.keySet());
    try {
      for (var each : wanted.entrySet()) {
        draw(each.getKey(), each.getValue());
      }
      works();
    } catch (IOException | ConfigException e) {
      fails(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Wanted> wanted(Report report) {
    var wanted = new LinkedHashMap<String, Wanted>();
    for (Episode episode : report.open()) {
      wanted.put(episode.id(), new Wanted(Region.idTag(episode), Region.open(episode)));
    }
    for (var resolution : report.latest()) {
      Episode episode = resolution.episode();
      if (episode != null) {
        var region = Region.resolved(episode, resolution);
        wanted.put(episode.id(), new Wanted(Region.idTag(episode), region));
      }
    }
    return wanted;
  }

  private void draw(String id, Wanted wanted) throws IOException, InterruptedException {
    Drawn before = drawn.get(id);
    if (before != null && before.region().equals(wanted.region())) {
      return;
    }
    OptionalLong known =
        before == null ? grafana.find(wanted.tag()) : OptionalLong.of(before.number());
    long number;
    if (known.isPresent()) {
      number = known.getAsLong();
      grafana.update(number, wanted.region());
    } else {
      number = grafana.create(wanted.region());
    }
    drawn.put(id, new Drawn(number, wanted.region()));
    writes.labelValues("ok").inc();
  }

  private void fails(Exception e) {
    writes.labelValues("failed").inc();
    if (!failing) {
      LOG.warn("annotations cannot be written to {}: {}", config.url(), e.getMessage());
    }
    failing = true;
  }

  private void works() {
    if (failing) {
      LOG.info("annotations are written to {} again", config.url());
    }
    failing = false;
  }

  /** Lets a running round end; regions that stay open are redrawn by the next predictor. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(config.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException _) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      grafana.close();
    }
  }
}
