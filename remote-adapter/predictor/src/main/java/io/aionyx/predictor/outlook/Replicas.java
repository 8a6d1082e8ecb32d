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
 * Replicas for the load that is forecast: as many as keep the load of each at what one replica has
 * been seen to carry.
 *
 * <p>What it can carry is the greatest load per replica of the last days, an old one counting less
 * and less, so that one quiet week does not make every replica look weak. Requests where they are
 * known, cores of CPU where they are not. The upper bound of the load counts: too few replicas hurt
 * more than one too many.
 */
final class Replicas {
  private static final String REQUESTS = "requests_per_second";
  private static final String CPU = "cpu_cores";

  /** Renewed every five minutes, the record of a replica halves in a week. */
  private static final double KEEP = Math.pow(0.5, 1.0 / (7 * 288));

  /** Renewals before anything is recommended: half a day of load has to be seen. */
  private static final int LEAST_SEEN = 144;

  private final Map<Tracked, Record> records = new HashMap<>();

  private static final class Record {
    double carried;
    int seen;
  }

  void series(
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
    records.keySet().retainAll(loads.values());
    for (Tracked each : fresh) {
      Integer replicas = pods.get(each.entity);
      if (loads.get(each.entity) == each && replicas != null) {
        recommend(each, replicas, horizons, into);
      }
    }
  }

  private void recommend(
      Tracked load, int replicas, Map<String, Duration> horizons, Map<Labels, Double> into) {
    Record record = records.computeIfAbsent(load, _ -> new Record());
    record.carried = Math.max(KEEP * record.carried, load.last / (double) replicas);
    record.seen++;
    Outlook outlook = load.live.outlook();
    if (outlook == null || record.seen < LEAST_SEEN || record.carried <= 0) {
      return;
    }
    horizons.forEach(
        (horizon, ahead) -> {
          double peak = outlook.greatest(outlook.atMillis() + ahead.toMillis(), 95);
          into.put(
              Written.labels(load.identity, "aionyx_recommended_replicas", "horizon", horizon),
              Math.max(1, Math.ceil(peak / record.carried)));
        });
  }
}
