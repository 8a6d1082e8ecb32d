package io.aionyx.core;

import io.aionyx.core.explain.Contribution;
import io.aionyx.core.explain.Reasons;
import io.aionyx.core.explain.TreeShap;
import io.aionyx.core.features.FeatureTable;
import io.aionyx.core.model.Model;
import io.aionyx.core.model.ModelCard;
import io.aionyx.core.model.Scores;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One failure model at work on the feature table of its kind. Not thread-safe.
 *
 * <p>Every entity gets the reasons of the graph itself. Those that alarm, and only the first of
 * them, get exact Shapley shares: a person will read them, and they cost some hundred times more.
 */
final class Scorer {
  private static final int EXACT_AT_MOST = 20;

  /** Trends over half an hour need half an hour; before it a score rests on levels alone. */
  private static final double SETTLED_HOURS = 0.5;

  /** Below it a time to failure would describe what is not expected to come. */
  private static final double ETA_FROM = 0.1;

  /** No probability reaches it but certainty. */
  private static final double NO_ALARM = 1;

  private final Model model;
  private final Columns columns;
  private final Optional<TreeShap> exact;
  private final int ageColumn;
  private final DriftMeter drift;
  private int exactLeft;

  Scorer(Model model, List<String> available) {
    this.model = model;
    this.columns = new Columns(card().name(), card().featureNames(), available);
    this.exact = model.trees().map(TreeShap::new);
    this.ageColumn = available.indexOf("age_hours");
    this.drift = new DriftMeter(card());
  }

  ModelCard card() {
    return model.card();
  }

  /** The features that moved most from those of the training. */
  List<Drift> drift() {
    return drift.drift();
  }

  /** Scores the whole table; the batch holds until the next call. */
  Batch score(FeatureTable table, long atMillis) {
    exactLeft = EXACT_AT_MOST;
    FloatBuffer rows = columns.of(table);
    drift.observe(rows, table.entities().size(), atMillis);
    return new Batch(table, rows, model.score(rows, table.entities().size()));
  }

  final class Batch {
    private final FeatureTable table;
    private final FloatBuffer rows;
    private final Scores scores;

    private Batch(FeatureTable table, FloatBuffer rows, Scores scores) {
      this.table = table;
      this.rows = rows;
      this.scores = scores;
    }

    /**
     * The prediction of one entity. One that has been watched for less than half an hour is scored
     * but does not alarm, and its lower bound grows with what has been seen of it.
     */
    Prediction at(int row) {
      double probability = share(scores.probability().get(row));
      double lower = Math.min(probability, share(scores.lower().get(row)));
      double settled = settled(row);
      double threshold = settled < 1 ? NO_ALARM : card().threshold();
      return new Prediction(
          table.entities().get(row),
          card().horizon(),
          card().failureMode(),
          card().name(),
          card().version(),
          probability,
          lower * settled,
          Math.max(probability, share(scores.upper().get(row))),
          threshold,
          settled == 1 && probability >= ETA_FROM ? eta(row) : null,
          reasons(row, probability));
    }

    private double settled(int row) {
      return ageColumn < 0 ? 1 : Math.min(1, table.at(row, ageColumn) / SETTLED_HOURS);
    }

    private Prediction.@Nullable Eta eta(int row) {
      double p10 = scores.etaSeconds().get(3 * row);
      double p50 = scores.etaSeconds().get(3 * row + 1);
      double p90 = scores.etaSeconds().get(3 * row + 2);
      return Double.isNaN(p50) ? null : new Prediction.Eta(p10, p50, p90);
    }

    private List<Contribution> reasons(int row, double probability) {
      if (probability < card().threshold() || exact.isEmpty() || exactLeft == 0) {
        return Reasons.of(card(), rows, scores.contributions(), row);
      }
      exactLeft--;
      var values = new float[card().features().size()];
      rows.get(row * values.length, values);
      return Reasons.of(card(), values, exact.get().contributions(values));
    }
  }

  private static double share(float value) {
    return Math.min(1, Math.max(0, value));
  }
}
