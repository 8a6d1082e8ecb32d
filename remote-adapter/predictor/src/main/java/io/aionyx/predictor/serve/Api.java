package io.aionyx.predictor.serve;

import static java.util.stream.Stream.concat;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRouting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What programs ask: predictions, explanations, models, health, and to read things again. */
final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final int MOST_PREDICTIONS = 10_000;

  private final Status status;

  Api(Status status) {
    this.status = status;
  }

  void routes(JavalinDefaultRouting routes) {
    routes
        .get("/api/v1/predictions", this::predictions)
        .get("/api/v1/explanations/{entity_kind}/<entity>", this::explanation)
        .get("/api/v1/episodes", this::episodes)
        .get("/api/v1/models", this::models)
        .get("/-/healthy", ctx -> ctx.result("AIONYX is healthy.\n"))
        .get("/-/ready", this::ready)
        .post("/-/reload", this::reload);
  }

  private void predictions(Context ctx) {
    try {
      ctx.json(Answers.success(Answers.predictions(status.latest(), filter(ctx), limit(ctx))));
    } catch (IllegalArgumentException e) {
      error(ctx, 400, "bad_data", String.valueOf(e.getMessage()));
    }
  }

  private static Predicate<Prediction> filter(Context ctx) {
    Optional<String> kind = Optional.ofNullable(ctx.queryParam("entity_kind"));
    Optional<String> mode = Optional.ofNullable(ctx.queryParam("failure_mode"));
    Optional<Horizon> horizon = Optional.ofNullable(ctx.queryParam("horizon")).map(Horizon::of);
    return prediction ->
        kind.map(prediction.entity().kind().name()::equals).orElse(true)
            && mode.map(prediction.failureMode()::equals).orElse(true)
            && horizon.map(prediction.horizon()::equals).orElse(true);
  }

  private static int limit(Context ctx) {
    String text = ctx.queryParam("limit");
    if (text == null) {
      return MOST_PREDICTIONS;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 0) {
        return Math.min(limit, MOST_PREDICTIONS);
      }
    } catch (NumberFormatException _) {
      // told below, with the same words as for a negative number
    }
    throw new IllegalArgumentException("limit must be a number >= 0: was " + text);
  }

  private void explanation(Context ctx) {
    String kind = ctx.pathParam("entity_kind");
    String path = ctx.pathParam("entity");
    Evaluation latest = status.latest();
    var found =
        latest == null
            ? Optional.<Entity>empty()
            : entities(latest)
                .filter(entity -> entity.kind().name().equals(kind) && entity.path().equals(path))
                .findFirst();
    if (latest == null || found.isEmpty()) {
      error(ctx, 404, "not_found", "no prediction of " + kind + " " + path);
    } else {
      ctx.json(Answers.success(Answers.explanation(latest, found.get())));
    }
  }

  private static java.util.stream.Stream<Entity> entities(Evaluation evaluation) {
    return concat(
        evaluation.predictions().stream().map(Prediction::entity),
        evaluation.anomalies().stream().map(anomaly -> anomaly.entity()));
  }

  private void episodes(Context ctx) {
    ctx.json(Answers.success(Answers.episodes(status.outcomes())));
  }

  private void models(Context ctx) {
    var models = status.models();
    List<Answers.Loaded> loaded =
        concat(
                models.failures().stream().map(Answers::loaded),
                models.detectors().stream().map(Answers::loaded))
            .toList();
    ctx.json(Answers.success(Map.of("models", loaded)));
  }

  private void ready(Context ctx) {
    boolean ready = status.ready();
    ctx.status(ready ? 200 : 503)
        .result((ready ? "AIONYX is ready.\n" : "AIONYX is starting or stopping.\n") + lane());
  }

  private String lane() {
    String words = status.forecastLane();
    return words.isEmpty() ? "" : "forecast lane: " + words + "\n";
  }

  private void reload(Context ctx) {
    try {
      ctx.json(Answers.success(Map.of("restartNeededFor", status.reload())));
    } catch (RuntimeException e) {
      LOG.warn("reload refused, the old configuration keeps serving: {}", e.getMessage());
      error(ctx, 500, "internal", "reload refused: " + e.getMessage());
    }
  }

  static void error(Context ctx, int code, String type, String message) {
    ctx.status(code).json(Answers.failure(type, message));
  }
}
