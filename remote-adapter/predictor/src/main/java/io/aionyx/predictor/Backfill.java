package io.aionyx.predictor;

import io.aionyx.core.Pipeline;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.client.Histories;
import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.Config.History;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.tick.Engine;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.history.HistoryException;
import io.aionyx.wire.history.HistorySink;
import io.aionyx.wire.history.Pace;
import io.aionyx.wire.history.PacedHistory;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts history in place before the first live sample: windows, features and forecasts begin with
 * what Prometheus knows. Nothing is scored and nothing is written of it.
 *
 * <p>Read in small ranges with rests, oldest first; each range is sorted by time and applied with
 * the boundaries that fall into it, as it would have been live. A source that fails is left for the
 * next one, which goes on where it stopped; what none gives is missing, and the start goes on.
 */
final class Backfill implements HistorySink {
  private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);
  private static final Pace PACE =
      new Pace(Duration.ofMinutes(10), Duration.ofMillis(100), 3, Duration.ofSeconds(1));

  /** Ten minutes of a hundred thousand series at 15 s, and as much again. */
  private static final int MOST_SAMPLES = 8_000_000;

  private final Engine engine;
  private final Config config;
  private final InstantSource clock;
  private final long intervalMillis;
  private long[] order = new long[1 << 12];
  private int[] refs = new int[1 << 12];
  private double[] values = new double[1 << 12];
  private int size;
  private int ref = Pipeline.DROPPED;
  private long fromMillis;
  private long doneMillis;
  private long applied;
  private long overflowed;

  Backfill(Engine engine, Config config, InstantSource clock) {
    this.engine = engine;
    this.config = config;
    this.clock = clock;
    this.intervalMillis = config.evaluationInterval().toMillis();
  }

  /**
   * @param knownMillis up to which everything is known already
   * @param untilMillis up to which is read
   */
  void run(SignalCatalog catalog, long knownMillis, long untilMillis) {
    long startNanos = System.nanoTime();
    List<LabelMatcher> matchers = List.of(names(catalog));
    doneMillis = knownMillis;
    for (History source : config.remoteRead()) {
      if (read(source, matchers, untilMillis)) {
        break;
      }
    }
    LOG.info(
        "backfill: {} samples up to {} in {} ms",
        applied,
        doneMillis,
        (System.nanoTime() - startNanos) / 1_000_000);
    if (overflowed > 0) {
      LOG.warn("backfill: {} samples left out, there are too many in ten minutes", overflowed);
    }
  }

  /** Only what feeds a signal, or tells which entity a series belongs to, is asked for. */
  private static LabelMatcher names(SignalCatalog catalog) {
    String names =
        Stream.concat(catalog.metrics().stream(), SignalCatalog.infos().stream())
            .sorted()
            .collect(Collectors.joining("|"));
    return new LabelMatcher(LabelMatcher.Type.REGEX, Labels.METRIC_NAME, names);
  }

  private boolean read(History source, List<LabelMatcher> matchers, long untilMillis) {
    long start = Math.max(doneMillis + 1, clock.millis() - source.window().toMillis());
    if (start >= untilMillis) {
      return true;
    }
    try (HttpClient http = Histories.http(source)) {
      begin(start);
      new PacedHistory(Histories.of(source, http), PACE).read(start, untilMillis, matchers, this);
      return true;
    } catch (HistoryException | ConfigException e) {
      LOG.warn("backfill from {} stopped: {}", source.url(), e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void begin(long startMillis) {
    fromMillis = startMillis;
    size = 0;
  }

  @Override
  public void series(List<LabelPair> labels) {
    var map = new TreeMap<String, String>();
    labels.forEach(label -> map.put(label.name(), label.value()));
    ref = engine.resolve(Labels.of(map), config.maxSeries()).orElse(Pipeline.DROPPED);
  }

  @Override
  public void sample(long timestampMillis, double value) {
    if (ref == Pipeline.DROPPED) {
      return;
    }
    if (size == MOST_SAMPLES) {
      overflowed++;
      return;
    }
    if (size == refs.length) {
      int longer = Math.min(2 * size, MOST_SAMPLES);
      order = Arrays.copyOf(order, longer);
      refs = Arrays.copyOf(refs, longer);
      values = Arrays.copyOf(values, longer);
    }
    order[size] = (timestampMillis - fromMillis) << 24 | size;
    refs[size] = ref;
    values[size++] = value;
  }

  @Override
  public void again() {
    size = 0;
  }

  @Override
  public void through(long millis) {
    Arrays.sort(order, 0, size);
    engine.recover(() -> apply(millis));
    applied += size;
    doneMillis = millis;
    begin(millis + 1);
  }

  private void apply(long untilMillis) {
    engine.ingest(
        feed -> {
          long boundary = next(fromMillis);
          for (int i = 0; i < size; i++) {
            long at = fromMillis + (order[i] >> 24);
            for (; boundary < at; boundary += intervalMillis) {
              engine.advance(boundary);
            }
            int index = (int) (order[i] & 0xff_ffff);
            feed.append(refs[index], at, values[index]);
          }
          for (; boundary <= untilMillis; boundary += intervalMillis) {
            engine.advance(boundary);
          }
          return size;
        });
  }

  /** The first boundary at or after a moment. */
  private long next(long millis) {
    return -Math.floorDiv(-millis, intervalMillis) * intervalMillis;
  }
}
