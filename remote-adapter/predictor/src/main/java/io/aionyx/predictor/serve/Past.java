package io.aionyx.predictor.serve;

import io.aionyx.core.Evaluation;
import io.aionyx.core.Prediction;
import io.aionyx.core.model.Horizon;
import io.aionyx.core.signals.Entity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last evaluations of entities that were ever worth a look, for the plots of the status page.
 * An entity costs memory only once it has been above {@link #WORTH_KEEPING}. Thread-safe.
 */
public final class Past {
  static final int EVALUATIONS = 1440;
  static final double WORTH_KEEPING = 0.05;

  private final long[] atMillis = new long[EVALUATIONS];
  private final Map<Key, float[]> tracks = new HashMap<>();
  private final Map<Entity, List<Mark>> marks = new HashMap<>();
  private long count;

  private record Key(Entity entity, Horizon horizon) {}

  /** A moment worth seeing in a plot, such as the failure itself. */
  public record Mark(long atMillis, String text) {}

  /**
   * Probability over time; times ascend.
   *
   * @param atMillis moments of evaluations
   * @param probabilities beside them; NaN where the entity was not scored
   */
  record Track(long[] atMillis, float[] probabilities) {}

  /** Adds an evaluation and forgets the oldest beyond {@link #EVALUATIONS}. */
  public synchronized void add(Evaluation evaluation) {
    int slot = (int) (count++ % EVALUATIONS);
    atMillis[slot] = evaluation.atMillis();
    tracks.values().forEach(track -> track[slot] = Float.NaN);
    for (Prediction prediction : evaluation.predictions()) {
      var key = new Key(prediction.entity(), prediction.horizon());
      float[] track = tracks.get(key);
      if (track == null && prediction.probability() >= WORTH_KEEPING) {
        track = unknown();
        tracks.put(key, track);
      }
      if (track != null) {
        float before = track[slot];
        float now = (float) prediction.probability();
        track[slot] = Float.isNaN(before) ? now : Math.max(before, now);
      }
    }
    if (slot == EVALUATIONS - 1) {
      tracks.values().removeIf(Past::empty);
    }
  }

  public synchronized void mark(Entity entity, Mark mark) {
    marks.computeIfAbsent(entity, _ -> new ArrayList<>()).add(mark);
  }

  synchronized List<Mark> marks(Entity entity) {
    return List.copyOf(marks.getOrDefault(entity, List.of()));
  }

  /** The kept entities, those that reached highest first. */
  synchronized List<Entity> highest(int most) {
    var peaks = new TreeMap<Entity, Float>();
    tracks.forEach((key, track) -> peaks.merge(key.entity(), peak(track), Math::max));
    return peaks.entrySet().stream()
        .sorted(Map.Entry.<Entity, Float>comparingByValue().reversed())
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Tracks of an entity by horizon; empty where it was never worth keeping. */
  synchronized Map<Horizon, Track> tracks(Entity entity) {
    var found = new TreeMap<Horizon, Track>();
    tracks.forEach(
        (key, track) -> {
          if (key.entity().equals(entity)) {
            found.put(key.horizon(), ordered(track));
          }
        });
    return found;
  }

  private Track ordered(float[] track) {
    int size = (int) Math.min(count, EVALUATIONS);
    var times = new long[size];
    var values = new float[size];
    for (int i = 0; i < size; i++) {
      int slot = (int) ((count - size + i) % EVALUATIONS);
      times[i] = atMillis[slot];
      values[i] = track[slot];
    }
    return new Track(times, values);
  }

  private static float[] unknown() {
    var track = new float[EVALUATIONS];
    java.util.Arrays.fill(track, Float.NaN);
    return track;
  }

  private static boolean empty(float[] track) {
    return peak(track) < 0;
  }

  private static float peak(float[] track) {
    float peak = -1;
    for (float value : track) {
      peak = value > peak ? value : peak;
    }
    return peak;
  }
}
