package io.aionyx.trainer;

import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.trainer.backtest.Backtest;
import io.aionyx.trainer.backtest.Baselines;
import io.aionyx.trainer.backtest.Contestant;
import io.aionyx.trainer.backtest.Result;
import io.aionyx.trainer.bundle.BundleWriter;
import io.aionyx.trainer.bundle.Card;
import io.aionyx.trainer.samples.Sampler;
import io.aionyx.trainer.samples.Samples;
import io.aionyx.trainer.samples.Thinning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From worlds to a folder of bundles.
 *
 * <p>Replays each world through the serving pipeline and samples its rows; grows trees for each
 * kind and horizon; calibrates them on other worlds; fixes alarm thresholds by replaying those
 * worlds through the finished graphs; and, where the plan names validation worlds, measures on them
 * and writes what it found into the cards, good or bad.
 */
public final class Training {
  private final TrainingPlan plan;
  private final Progress progress;

  private Training(TrainingPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Trains everything the plan names and writes it into a folder of models.
   *
   * @return figures on the validation worlds; without lines where the plan names none
   */
  public static Result run(TrainingPlan plan, Path folder, Progress progress) {
    return new Training(plan, progress).run(folder);
  }

  private Result run(Path folder) {
    var fitted = fitAll();
    var contestants = withThresholds(fitted);
    var result = measure(contestants);
    var writer = new BundleWriter(folder);
    for (var model : fitted.models()) {
      writer.write(card(model, contestants, result), model.onnx());
    }
    for (var detector : fitted.detectors()) {
      writer.write(detector.card().with("training", training(Map.of())), detector.onnx());
    }
    return result;
  }

  private record All(List<Fitted> models, List<FittedDetector> detectors) {}

  private All fitAll() {
    var grow = samples(plan.seeds().grow(), Thinning.TO_GROW, "replaying worlds to learn from");
    var tune = samples(plan.seeds().tune(), Thinning.TO_GROW, "replaying worlds to tune on");
    var calibrate =
        samples(
            plan.seeds().calibrate(), Thinning.TO_CALIBRATE, "replaying worlds to calibrate on");
    var fittings = new ArrayList<Fitting>();
    var detectors = new ArrayList<FittedDetector>();
    for (var kind : plan.kinds()) {
      int[] columns = get(grow, kind).informative();
      var narrowGrow = get(grow, kind).columns(columns);
      var narrowTune = get(tune, kind).columns(columns);
      var narrowCalibrate = get(calibrate, kind).columns(columns);
      detectors.add(FittedDetector.fit(kind, narrowGrow, narrowTune, plan.seed()));
      for (var horizon : plan.horizons()) {
        var fitting =
            new Fitting(kind, horizon, narrowGrow, narrowTune, narrowCalibrate, plan.seed());
        if (fitting.feasible()) {
          fittings.add(fitting);
        } else {
          progress.step("too few failures for " + fitting.name(), 0, 0);
        }
      }
    }
    return new All(Parallel.map(fittings, Fitting::fit, "growing trees", progress), detectors);
  }

  private Map<EntityKind, Samples> samples(List<Long> seeds, Thinning thinning, String stage) {
    var parts =
        Parallel.map(
            seeds,
            seed ->
                Sampler.sample(
                    plan.worlds().apply(seed),
                    plan.catalog(),
                    plan.kinds(),
                    plan.evaluation(),
                    plan.sampleEvery(),
                    thinning,
                    plan.seed() + seed),
            stage,
            progress);
    var joined = new LinkedHashMap<EntityKind, Samples>();
    for (var kind : plan.kinds()) {
      var all = Samples.concat(parts.stream().map(part -> get(part, kind)).toList());
      joined.put(kind, all.filter(row -> !plan.withheldModes().contains(row.mode())));
    }
    return joined;
  }

  private static Samples get(Map<EntityKind, Samples> samples, EntityKind kind) {
    var found = samples.get(kind);
    if (found == null) {
      throw new IllegalStateException("no samples of kind " + kind.name());
    }
    return found;
  }

  private List<Contestant> withThresholds(All fitted) {
    var contestants = new ArrayList<Contestant>();
    for (var horizon : plan.horizons()) {
      var ofHorizon =
          fitted.models().stream().filter(m -> m.fitting().horizon() == horizon).toList();
      if (!ofHorizon.isEmpty()) {
        contestants.add(contestant(horizon, ofHorizon));
      }
    }
    contestants.addAll(Baselines.all(plan.kinds()));
    return Backtest.fixThresholds(backtest(contestants, plan.seeds().calibrate()), progress);
  }

  private static Contestant contestant(Horizon horizon, List<Fitted> models) {
    return new Contestant(
        Contestant.nameOf(horizon),
        horizon,
        () -> models.stream().map(m -> Backtest.judge(m.kind(), m.open())).toList(),
        Map.of());
  }

  private Backtest.Plan backtest(List<Contestant> contestants, List<Long> seeds) {
    return new Backtest.Plan(
        plan.worlds(),
        seeds,
        plan.catalog(),
        contestants,
        plan.kinds(),
        plan.evaluation(),
        plan.judgeEvery());
  }

  private Result measure(List<Contestant> contestants) {
    return Backtest.run(backtest(contestants, plan.seeds().validate()), progress);
  }

  private Card card(Fitted model, List<Contestant> contestants, Result result) {
    var contestant =
        contestants.stream()
            .filter(c -> c.name().equals(Contestant.nameOf(model.fitting().horizon())))
            .findFirst()
            .orElseThrow();
    return model
        .card(contestant.thresholds().getOrDefault(model.kind(), 1.0))
        .with("training", training(model.facts()))
        .with("quality", result.facts(contestant.name(), model.kind()))
        .with("spread", spread(model.fitting().grow()))
        .with("golden", model.golden());
  }

  private static Map<String, Object> spread(Samples grown) {
    var told = new LinkedHashMap<String, Object>();
    grown.spread().forEach((feature, spread) -> told.put(feature, spread.toMap()));
    return told;
  }

  private Map<String, Object> training(Map<String, Object> own) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("source", plan.source());
    facts.put("seeds_grow", plan.seeds().grow());
    facts.put("seeds_tune", plan.seeds().tune());
    facts.put("seeds_calibrate", plan.seeds().calibrate());
    facts.put("seeds_validate", plan.seeds().validate());
    facts.put("modes_withheld", plan.withheldModes().stream().sorted().toList());
    facts.put("seed", plan.seed());
    facts.put("evaluated_every", plan.evaluation().toString());
    facts.put("sampled_every", plan.sampleEvery().toString());
    facts.put("judged_every", plan.judgeEvery().toString());
    facts.putAll(own);
    var producer = new HashMap<String, Object>();
    producer.put("trainer", Card.producerVersion());
    facts.put("producer", producer);
    return facts;
  }
}
