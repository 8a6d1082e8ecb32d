package io.aionyx.bridge.prom;

import io.aionyx.bridge.domain.Episode;
import io.aionyx.bridge.domain.Prediction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks a claimed prediction up where the predictor wrote it. An alert is only a hint where to
 * look: anyone who can reach Alertmanager can send one.
 */
public final class Predictions {

  private static final String NAMES =
      "__name__=~\"aionyx_failure_probability|aionyx_failure_probability_lower"
          + "|aionyx_failure_probability_upper\"";

  private final Metrics metrics;

  public Predictions(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * The present prediction of an episode; of several models the one with the highest lower bound.
   *
   * @throws UnavailableException when Prometheus does not answer
   */
  public Optional<Prediction> of(Episode episode) {
    return of(episode, "");
  }

  /** As {@link #of(Episode)}, but of this model where it still predicts anything. */
  public Optional<Prediction> of(Episode episode, String model) {
    Comparator<Prediction> planned = Comparator.comparing(p -> p.model().equals(model));
    String selector = PromText.selector(episode);
    List<Sample> bounds = metrics.query("{" + NAMES + "," + selector + "}");
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    List<Sample> stamps =
        metrics.query("timestamp(aionyx_failure_probability_lower{" + selector + "})");
    return stamps.stream()
        .flatMap(stamp -> assemble(stamp, bounds).stream())
        .max(planned.thenComparingDouble(Prediction::lower));
  }

  private static Optional<Prediction> assemble(Sample stamp, List<Sample> bounds) {
    String model = stamp.label("model");
    double probability = find(bounds, model, "aionyx_failure_probability");
    double lower = find(bounds, model, "aionyx_failure_probability_lower");
    double upper = find(bounds, model, "aionyx_failure_probability_upper");
    boolean known = inUnit(probability) && inUnit(lower) && inUnit(upper);
    return known
        ? Optional.of(new Prediction(model, probability, lower, upper, instant(stamp.value())))
        : Optional.empty();
  }

  private static double find(List<Sample> bounds, String model, String name) {
    return bounds.stream()
        .filter(s -> s.label("__name__").equals(name) && s.label("model").equals(model))
        .mapToDouble(Sample::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static boolean inUnit(double value) {
    return value >= 0 && value <= 1;
  }

  private static Instant instant(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }
}
