package io.aionyx.panel;

import io.aionyx.grafana.FrameSender;
import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.Query;
import io.aionyx.grafana.StreamHandler;
import io.aionyx.grafana.StreamRequest;
import io.aionyx.grafana.TimeRange;
import io.aionyx.grafana.json.Json;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The live channel {@code risk}: a frame for every new evaluation of the predictor. What the
 * subscriber sent along filters it, as it would a query.
 */
final class RiskStream implements StreamHandler {
  private static final System.Logger logger = System.getLogger(RiskStream.class.getName());
  private static final String PATH = "risk";

  private final Snapshots snapshots;

  RiskStream(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public Subscription subscribe(StreamRequest request) {
    return request.path().equals(PATH) ? Subscription.OK : Subscription.NOT_FOUND;
  }

  @Override
  public void run(StreamRequest request, FrameSender sender) throws InterruptedException {
    Filter filter = filter(request);
    Instant sent = Instant.MIN;
    String trouble = "";
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Snapshot snapshot = snapshots.latest(Settings.of(request.context()).predictor());
        if (snapshot.evaluatedAt().isAfter(sent)) {
          sender.send(RiskFrame.of(snapshot.evaluatedAt(), filter.from(snapshot)));
          sent = snapshot.evaluatedAt();
        }
        trouble = "";
      } catch (PluginException e) {
        trouble = logged(trouble, String.valueOf(e.getMessage()));
      }
      Thread.sleep(Snapshots.FRESH);
    }
  }

  /** Says once what is wrong, and again only when it changes. */
  private static String logged(String before, String now) {
    if (!before.equals(now)) {
      logger.log(Level.WARNING, "the live channel waits: " + now);
    }
    return now;
  }

  private static Filter filter(StreamRequest request) {
    Map<String, Object> model = Json.object(request.data());
    TimeRange whenever = new TimeRange(Instant.EPOCH, Instant.EPOCH);
    return Filter.of(new Query("", PATH, whenever, 0, Duration.ZERO, model), 0);
  }
}
