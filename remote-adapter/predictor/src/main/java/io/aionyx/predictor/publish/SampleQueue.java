package io.aionyx.predictor.publish;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one target: bounded, first in first out. When full the oldest samples go, since
 * the newest scores are the ones that matter. Thread-safe.
 */
final class SampleQueue {
  private final int capacity;
  private final ArrayDeque<Point> points = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  SampleQueue(int capacity) {
    this.capacity = capacity;
  }

  /** How many old samples had to go for these. */
  int add(Collection<Point> added) {
    lock.lock();
    try {
      points.addAll(added);
      int dropped = 0;
      while (points.size() > capacity) {
        points.removeFirst();
        dropped++;
      }
      arrived.signalAll();
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** Up to {@code most} samples, oldest first; none when nothing comes within the wait. */
  List<Point> take(int most, Duration wait) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = wait.toNanos();
      while (points.isEmpty() && nanos > 0) {
        nanos = arrived.awaitNanos(nanos);
      }
      var batch = new ArrayList<Point>(Math.min(most, points.size()));
      while (batch.size() < most && !points.isEmpty()) {
        batch.add(points.removeFirst());
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return points.size();
    } finally {
      lock.unlock();
    }
  }

  /** Empties the queue and says how many samples were in it. */
  int clear() {
    lock.lock();
    try {
      int count = points.size();
      points.clear();
      return count;
    } finally {
      lock.unlock();
    }
  }
}
