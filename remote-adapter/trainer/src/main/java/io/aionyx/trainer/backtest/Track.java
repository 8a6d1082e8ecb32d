package io.aionyx.trainer.backtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The scores of one entity over time, one an evaluation, NaN where it was not there. */
final class Track {
  /** Evaluations in a row a score must stay up before an alarm opens. */
  static final int HOLD = 3;

  /** Alarms of one entity closer than this are one alarm. */
  static final Duration MERGE = Duration.ofMinutes(30);

  /** From the evaluation that opened it to the last one that held it up. */
  record Alarm(long startMillis, long endMillis) {}

  private final long everyMillis;
  private final long firstMillis;
  private float[] scores = new float[256];
  private int size;

  Track(long firstMillis, long everyMillis) {
    this.firstMillis = firstMillis;
    this.everyMillis = everyMillis;
  }

  void put(long atMillis, float score) {
    int index = (int) ((atMillis - firstMillis) / everyMillis);
    if (index >= scores.length) {
      scores = Arrays.copyOf(scores, Math.max(index + 1, 2 * scores.length));
    }
    Arrays.fill(scores, size, index, Float.NaN);
    scores[index] = score;
    size = index + 1;
  }

  /** Alarms in time order at a threshold. */
  List<Alarm> alarms(double threshold) {
    var alarms = new ArrayList<Alarm>();
    int above = 0;
    for (int i = 0; i < size; i++) {
      above = scores[i] >= threshold ? above + 1 : 0;
      if (above >= HOLD) {
        extend(alarms, firstMillis + i * everyMillis);
      }
    }
    return alarms;
  }

  private static void extend(List<Alarm> alarms, long atMillis) {
    int last = alarms.size() - 1;
    if (last >= 0 && atMillis - alarms.get(last).endMillis() <= MERGE.toMillis()) {
      alarms.set(last, new Alarm(alarms.get(last).startMillis(), atMillis));
    } else {
      alarms.add(new Alarm(atMillis, atMillis));
    }
  }

  /** The greatest score that could have held an alarm up, 0 where there was none. */
  float peak() {
    float peak = 0;
    for (int i = HOLD - 1; i < size; i++) {
      float held = Math.min(scores[i], Math.min(scores[i - 1], scores[i - 2]));
      peak = held > peak ? held : peak;
    }
    return peak;
  }

  /** The greatest score from one moment to another, both included. */
  float peak(long fromMillis, long toMillis) {
    float peak = 0;
    for (int i = 0; i < size; i++) {
      if (millisAt(i) >= fromMillis && millisAt(i) <= toMillis && scores[i] > peak) {
        peak = scores[i];
      }
    }
    return peak;
  }

  int size() {
    return size;
  }

  long millisAt(int index) {
    return firstMillis + index * everyMillis;
  }

  float at(int index) {
    return scores[index];
  }
}
