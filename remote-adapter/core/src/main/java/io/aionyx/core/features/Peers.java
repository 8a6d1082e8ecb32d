package io.aionyx.core.features;

import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the other pods of a workload show: one pod of five that leaks is a fault, five of five are a
 * new release. Filled anew at each evaluation; not thread-safe.
 */
final class Peers {
  /** No mean of finite values is infinite. */
  private static final float NOT_COMPUTED = Float.POSITIVE_INFINITY;

  private final Map<Entity, List<EntityState>> groups = new HashMap<>();
  private final Map<EntityState, float[]> halfHours = new IdentityHashMap<>();

  void regroup(List<EntityState> alive) {
    groups.clear();
    halfHours.clear();
    for (EntityState state : alive) {
      if (state.workload() != null) {
        groups.computeIfAbsent(state.workload(), w -> new ArrayList<>()).add(state);
      }
    }
  }

  /** Own value minus the median of the others, NaN with fewer than two of them. */
  double deviation(EntityState own, int signal) {
    return own.now(signal) - median(own, other -> other.now(signal));
  }

  /** The same of means over half an hour. */
  double steadyDeviation(View own, int signal) {
    return halfHour(own, own.state(), signal)
        - median(own.state(), other -> halfHour(own, other, signal));
  }

  /** How far the mean over half an hour is from that of the others, as a share of theirs. */
  double steadyRatio(View own, int signal) {
    double others = median(own.state(), other -> halfHour(own, other, signal));
    return others > 0 ? halfHour(own, own.state(), signal) / others - 1 : Double.NaN;
  }

  private double median(EntityState own, ToDoubleFunction<EntityState> value) {
    var group = own.workload() == null ? null : groups.get(own.workload());
    if (group == null || group.size() < 3 || Double.isNaN(value.applyAsDouble(own))) {
      return Double.NaN;
    }
    var others = new double[group.size()];
    int known = 0;
    for (EntityState other : group) {
      double theirs = value.applyAsDouble(other);
      if (other != own && !Double.isNaN(theirs)) {
        others[known++] = theirs;
      }
    }
    if (known < 2) {
      return Double.NaN;
    }
    Arrays.sort(others, 0, known);
    return (others[(known - 1) / 2] + others[known / 2]) / 2;
  }

  /** Each pod is asked by all of its peers, so its mean is taken once. */
  private double halfHour(View view, EntityState of, int signal) {
    float[] known = halfHours.computeIfAbsent(of, Peers::notComputed);
    if (known[signal] == NOT_COMPUTED) {
      known[signal] = (float) view.meanOf(of, signal, Window.M30);
    }
    return known[signal];
  }

  private static float[] notComputed(EntityState state) {
    var means = new float[state.signals()];
    Arrays.fill(means, NOT_COMPUTED);
    return means;
  }
}
