package io.aionyx.core.history;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What one series can tell, sample by sample in time order. */
interface Signs {
  Signs NONE = (at, value) -> {};

  void at(long atMillis, double value);

  /** Hears the moment. */
  interface Heard {
    void at(long atMillis);
  }

  /**
   * A condition that becomes true. Where the first sample already says so, it became so just then
   * only if the stream was there for a while without the series: some series exist only while the
   * condition holds, and at the start of a stream nobody can tell since when it does.
   */
  final class Onset implements Signs {
    private final Heard heard;
    private final LongSupplier startedMillis;
    private long lastSeen;
    private boolean seen;
    private boolean on;

    Onset(LongSupplier startedMillis, Heard heard) {
      this.startedMillis = startedMillis;
      this.heard = heard;
    }

    @Override
    public void at(long atMillis, double value) {
      boolean wasOn = on && atMillis - lastSeen < FailureWatch.ABSENT_MILLIS;
      boolean known = seen || atMillis - startedMillis.getAsLong() > FailureWatch.ABSENT_MILLIS;
      seen = true;
      lastSeen = atMillis;
      on = value > 0;
      if (on && !wasOn && known) {
        heard.at(atMillis);
      }
    }
  }

  /** A condition that was true and has been false for a while; hears when it was lost. */
  final class LostFor implements Signs {
    private final long millis;
    private final Heard heard;
    private boolean held;
    private long lostAt = Long.MIN_VALUE;

    LostFor(Duration duration, Heard heard) {
      this.millis = duration.toMillis();
      this.heard = heard;
    }

    @Override
    public void at(long atMillis, double value) {
      if (value > 0) {
        held = true;
        lostAt = Long.MIN_VALUE;
      } else if (held) {
        lostAt = lostAt == Long.MIN_VALUE ? atMillis : lostAt;
        if (atMillis - lostAt >= millis) {
          held = false;
          heard.at(lostAt);
        }
      }
    }
  }

  /** A number that rises. */
  final class Rise implements Signs {
    private final Heard heard;
    private double last = Double.NaN;

    Rise(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void at(long atMillis, double value) {
      if (value > last) {
        heard.at(atMillis);
      }
      last = value;
    }
  }
}
