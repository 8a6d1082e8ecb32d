package io.aionyx.bridge.http;

import java.time.InstantSource;

/** Sixty refusals a minute are audited singly; the metrics count them all. */
final class RefusalBudget {

  private static final int PER_MINUTE = 60;

  private final InstantSource clock;
  private long minute;
  private int spent;

  RefusalBudget(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean spend() {
    long present = clock.instant().getEpochSecond() / 60;
    if (present != minute) {
      minute = present;
      spent = 0;
    }
    return spent++ < PER_MINUTE;
  }
}
