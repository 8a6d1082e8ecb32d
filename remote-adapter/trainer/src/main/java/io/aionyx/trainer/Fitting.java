package io.aionyx.trainer;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.model.TreeEnsemble;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.trainer.bundle.FailureGraph;
import io.aionyx.trainer.calibration.Calibration;
import io.aionyx.trainer.calibration.Isotonic;
import io.aionyx.trainer.samples.Samples;
import io.aionyx.trainer.trees.Boosting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits one failure model: trees on some worlds, their size on others, calibration on yet others.
 *
 * @param grow columns as in {@code tune} and {@code calibrate}
 */
record Fitting(
    EntityKind kind, Horizon horizon, Samples grow, Samples tune, Samples calibrate, long seed) {
  /** Failing rows without which there is nothing to learn. */
  private static final int LEAST_FAILING = 30;

  private static final Boosting TIMES = new Boosting(3, 40, 10, 0.15, 10, 0);

  /** Whether enough failed in the worlds to fit anything. */
  boolean feasible() {
    return grow.failing(horizon) >= LEAST_FAILING
        && tune.failing(horizon) >= LEAST_FAILING
        && calibrate.failing(horizon) >= LEAST_FAILING;
  }

  String name() {
    return kind.name() + "-failure-" + horizon.label();
  }

  Fitted fit() {
    var trees =
        Boosting.standard(seed)
            .classify(
                grow.classification(horizon),
                tune.classification(horizon),
                Physics.directions(grow.names()));
    var graph =
        new FailureGraph(
            name(), horizon, grow.names().size(), trees, calibrate(trees), timesToFailure());
    return new Fitted(this, graph, facts(trees));
  }

  private Calibration calibrate(TreeEnsemble trees) {
    var outcomes = new ArrayList<Isotonic.Outcome>();
    for (var sample : calibrate.list()) {
      outcomes.add(
          new Isotonic.Outcome(
              (float) trees.margin(sample.features()),
              sample.failsWithin(horizon),
              sample.weight(),
              sample.stretch()));
    }
    return Isotonic.fit(outcomes);
  }

  private List<TreeEnsemble> timesToFailure() {
    return TIMES.quantiles(grow.logTimes(horizon), tune.logTimes(horizon), 0.1, 0.5, 0.9);
  }

  private Map<String, Object> facts(TreeEnsemble trees) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("rows", grow.size());
    facts.put("rows_failing", grow.failing(horizon));
    facts.put("calibration_rows", calibrate.size());
    facts.put("calibration_rows_failing", calibrate.failing(horizon));
    facts.put("trees", trees.roots().length);
    return facts;
  }
}
