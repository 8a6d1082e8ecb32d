package io.aionyx.predictor.serve;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Models;
import io.aionyx.predictor.outcomes.Report;
import io.aionyx.predictor.outlook.Prospect;
import io.aionyx.predictor.publish.WriteBack.TargetHealth;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What pages and answers are made from; every call gives the state of that moment. */
public interface Status {
  /** Null before the first evaluation. */
  @Nullable Evaluation latest();

  Models models();

  Past past();

  /** What is forecast to run out, soonest first. */
  List<Prospect> prospects();

  /** What became of what was said. */
  Report outcomes();

  List<TargetHealth> targets();

  Counts counts();

  /** {@code wall} or {@code event}. */
  String clock();

  Duration interval();

  double stalenessSeconds();

  boolean ready();

  /** Whether forecasts come back from Prometheus, and what stands in the way; may be empty. */
  String forecastLane();

  /**
   * Reads models and the changeable part of the configuration again.
   *
   * @return what only a restart would change
   * @throws RuntimeException where anything is wrong; then nothing has changed
   */
  List<String> reload();

  /**
   * Totals since the start.
   *
   * @param ingested samples received
   * @param rejected samples refused for what they are
   */
  record Counts(int series, double ingested, double rejected) {}
}
