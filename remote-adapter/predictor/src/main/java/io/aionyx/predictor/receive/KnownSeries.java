package io.aionyx.predictor.receive;

import io.aionyx.wire.WireException;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The {@link SeriesTable} of all requests behind its lock. Thread-safe. */
final class KnownSeries {
  final SeriesTable table;
  final SharedTexts texts = new SharedTexts();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** How often refs were forgotten; guarded by the lock. */
  private int forgets;

  KnownSeries(int maxKeyBytes) {
    this.table = new SeriesTable(maxKeyBytes);
  }

  /** Reads a request, which looks series up. */
  interface Reading {
    void run() throws WireException;
  }

  /**
   * Nothing is put into the table meanwhile.
   *
   * @return the state of the table, for {@link #isCurrent}
   */
  int during(Reading reading) throws WireException {
    lock.readLock().lock();
    try {
      reading.run();
      return forgets;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Whether refs that were found in that state are still valid. */
  boolean isCurrent(int state) {
    lock.readLock().lock();
    try {
      return state == forgets;
    } finally {
      lock.readLock().unlock();
    }
  }

  void remember(List<NewSeries> series, int[] refs) {
    lock.writeLock().lock();
    try {
      for (int i = 0; i < refs.length; i++) {
        if (refs[i] != Ingest.FULL) {
          table.put(series.get(i).hash, series.get(i).key, refs[i]);
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  void forget(Collection<Integer> refs) {
    BitSet forgotten = new BitSet();
    refs.forEach(forgotten::set);
    lock.writeLock().lock();
    try {
      forgets++;
      table.forget(forgotten);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
