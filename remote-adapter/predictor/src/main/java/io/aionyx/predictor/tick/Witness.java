package io.aionyx.predictor.tick;

import io.aionyx.core.history.FailureWatch;
import io.aionyx.core.series.Labels;
import io.aionyx.predictor.outcomes.Outcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Leads samples to the memory of outcomes. Some series that tell of failures feed a signal too and
 * are known by the pipeline's ref; the others are kept for this alone. Not thread-safe.
 */
final class Witness {
  private static final long NEVER = Long.MIN_VALUE;

  private final Outcomes outcomes;
  private final Map<Labels, Integer> alone = new HashMap<>();
  private int[] handleOfRef = new int[0];
  private long[] newestMillis = new long[0];

  Witness(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  /** A series that the pipeline keeps. */
  void beside(int ref, Labels series) {
    if (ref >= handleOfRef.length) {
      int before = handleOfRef.length;
      handleOfRef = Arrays.copyOf(handleOfRef, Math.max(1024, 2 * ref));
      Arrays.fill(handleOfRef, before, handleOfRef.length, FailureWatch.NOTHING);
    }
    if (handleOfRef[ref] == FailureWatch.NOTHING) {
      handleOfRef[ref] = open(series);
    }
  }

  /** A series that the pipeline drops: its handle, the same for equal labels, or NOTHING. */
  int alone(Labels series) {
    Integer known = alone.get(series);
    if (known != null) {
      return known;
    }
    int handle = open(series);
    if (handle != FailureWatch.NOTHING) {
      alone.put(series, handle);
    }
    return handle;
  }

  boolean wouldAdd(Labels series) {
    return !alone.containsKey(series) && outcomes.wants(series);
  }

  int size() {
    return alone.size();
  }

  private int open(Labels series) {
    int handle = outcomes.open(series);
    if (handle >= newestMillis.length) {
      newestMillis = Arrays.copyOf(newestMillis, Math.max(1024, 2 * handle));
    }
    if (handle != FailureWatch.NOTHING) {
      newestMillis[handle] = NEVER;
    }
    return handle;
  }

  void besideSample(int ref, long timestampMillis, double value) {
    sample(handleOf(ref), timestampMillis, value);
  }

  /** Late samples are let go: what is watched for are changes, in order. */
  void sample(int handle, long timestampMillis, double value) {
    if (handle != FailureWatch.NOTHING && timestampMillis > newestMillis[handle]) {
      newestMillis[handle] = timestampMillis;
      outcomes.sample(handle, timestampMillis, value);
    }
  }

  /** The pipeline has given a ref up. */
  void forget(int ref) {
    int handle = handleOf(ref);
    if (handle != FailureWatch.NOTHING) {
      outcomes.close(handle);
      handleOfRef[ref] = FailureWatch.NOTHING;
    }
  }

  private int handleOf(int ref) {
    return ref < handleOfRef.length ? handleOfRef[ref] : FailureWatch.NOTHING;
  }

  /** Lets go of series that are kept for this alone and silent since: their handles. */
  List<Integer> evict(long silentSinceMillis) {
    var silent = new ArrayList<Integer>();
    alone.values().removeIf(handle -> isSilent(handle, silentSinceMillis) && silent.add(handle));
    silent.forEach(outcomes::close);
    return silent;
  }

  private boolean isSilent(int handle, long sinceMillis) {
    return newestMillis[handle] < sinceMillis;
  }
}
