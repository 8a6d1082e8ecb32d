package io.aionyx.panel;

import io.aionyx.grafana.PluginException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The predictor's latest predictions, asked for at most once in five seconds however many panels
 * want them. Kept by address and token, so that no one sees what their own token does not open.
 */
final class Snapshots {
  /** A sixth of the predictor's evaluation interval. */
  static final Duration FRESH = Duration.ofSeconds(5);

  private static final int MAX_UPSTREAMS = 8;

  private final UpstreamClient client;
  private final InstantSource clock;
  private final Map<Upstream, Cell> cells = new LinkedHashMap<>(MAX_UPSTREAMS, 0.75f, true);

  Snapshots(UpstreamClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * The predictions as of now, or of a few seconds ago.
   *
   * @throws PluginException when the predictor cannot be asked
   */
  Snapshot latest(Upstream predictor) {
    return cell(predictor).get(predictor);
  }

  private synchronized Cell cell(Upstream predictor) {
    Cell cell = cells.computeIfAbsent(predictor, key -> new Cell());
    if (cells.size() > MAX_UPSTREAMS) {
      cells.remove(cells.keySet().iterator().next());
    }
    return cell;
  }

  /** One upstream's snapshot. Whoever comes while it is fetched waits for that one. */
  private final class Cell {
    private final ReentrantLock lock = new ReentrantLock();
    private Instant fetched = Instant.MIN;
    private @Nullable Snapshot snapshot;

    Snapshot get(Upstream predictor) {
      lock.lock();
      try {
        Snapshot current = snapshot;
        if (current == null || !clock.instant().isBefore(fetched.plus(FRESH))) {
          current = fetch(predictor);
          snapshot = current;
          fetched = clock.instant();
        }
        return current;
      } finally {
        lock.unlock();
      }
    }

    private Snapshot fetch(Upstream predictor) {
      try {
        return client.get(
            predictor,
            "/api/v1/predictions",
            body -> PredictionsReader.read(body, clock.instant()));
      } catch (IllegalArgumentException e) {
        throw PluginException.downstream(
            502, "What answers as the %s does not speak its language.".formatted(predictor), e);
      }
    }
  }
}
