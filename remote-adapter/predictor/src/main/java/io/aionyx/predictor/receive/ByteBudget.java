package io.aionyx.predictor.receive;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of request bodies that may be in memory at a time. Thread-safe. */
final class ByteBudget {
  private final long maxBytes;
  private final AtomicLong taken = new AtomicLong();

  ByteBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes all the bytes asked for, or none. */
  boolean tryTake(long bytes) {
    long before = taken.get();
    while (bytes <= maxBytes - before) {
      if (taken.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = taken.get();
    }
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  long takenBytes() {
    return taken.get();
  }
}
