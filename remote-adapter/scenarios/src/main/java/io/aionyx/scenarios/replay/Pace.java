package io.aionyx.scenarios.replay;

import java.util.concurrent.locks.LockSupport;

/** Time as a replay sees it, so that tests need not wait for it. */
interface Pace {
  Pace WALL =
      new Pace() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };

  long nanos();

  /** Waits for about this long; may return early. */
  void pause(long nanos);
}
