package io.aionyx.predictor.outlook;

import io.aionyx.core.Pipeline;
import io.aionyx.core.forecast.Outlook;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replicas for the load that is forecast: as many as keep the load of each within its {@link
 * Capability}.
 *
 * <p>Requests where they are known, cores of CPU where they are not. The upper bound of the load
 * counts: too few replicas hurt more than one too many.
 */
final class Replicas {
  private static final String REQUESTS = "requests_per_second";
  private static final String CPU = "cpu_cores";

  private Replicas() {}

  static void series(
      List<Tracked> fresh,
      Pipeline pipeline,
      Map<String, Duration> horizons,
      Map<Labels, Double> into) {
    var pods = new HashMap<Entity, Integer>();
    pipeline.members((pod, workload) -> pods.merge(workload, 1, Integer::sum));
    var loads = new HashMap<Entity, Tracked>();
    for (Tracked each : fresh) {
      if (each.watch.kind().equals(EntityKind.WORKLOAD)) {
        String signal = each.watch.signal();
        if (signal.equals(REQUESTS) || signal.equals(CPU) && !loads.containsKey(each.entity)) {
          loads.put(each.entity, each);
        }
      }
    }
    for (Tracked each : fresh) {
      Integer replicas = pods.get(each.entity);
      if (loads.get(each.entity) == each && replicas != null) {
        recommend(each, replicas, horizons, into);
      }
    }
  }

  private static void recommend(
      Tracked load, int replicas, Map<String, Duration> horizons, Map<Labels, Double> into) {
    Outlook outlook = load.live.outlook();
    load.capability.observe(load.last, replicas);
    if (outlook == null || !load.capability.known()) {
      return;
    }
    horizons.forEach(
        (horizon, ahead) -> {
          double peak = outlook.greatest(outlook.atMillis() + ahead.toMillis(), 95);
          into.put(
              Written.labels(load.identity, "aionyx_recommended_replicas", "horizon", horizon),
              load.capability.replicas(peak));
        });
  }
}
