package io.aionyx.core.features;

import io.aionyx.core.signals.Entity;
import io.aionyx.core.signals.EntityState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the other pods of a workload show: one pod of five that leaks is a fault, five of five are a
 * new release. Filled anew at each evaluation; not thread-safe.
 */
final class Peers {
  private final Map<Entity, List<EntityState>> groups = new HashMap<>();

  void regroup(List<EntityState> alive) {
    groups.clear();
    for (EntityState state : alive) {
      if (state.workload() != null) {
        groups.computeIfAbsent(state.workload(), w -> new ArrayList<>()).add(state);
      }
    }
  }

  /** Own value minus the median of the others, NaN with fewer than two of them. */
  double deviation(EntityState own, int signal) {
    var group = own.workload() == null ? null : groups.get(own.workload());
    if (group == null || group.size() < 3 || Float.isNaN(own.now(signal))) {
      return Double.NaN;
    }
    var others = new double[group.size()];
    int known = 0;
    for (EntityState other : group) {
      if (other != own && !Float.isNaN(other.now(signal))) {
        others[known++] = other.now(signal);
      }
    }
    if (known < 2) {
      return Double.NaN;
    }
    Arrays.sort(others, 0, known);
    return own.now(signal) - (others[(known - 1) / 2] + others[known / 2]) / 2;
  }
}
