package io.aionyx.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveHistoryTest {
  private static final WorldSpec SPEC =
      WorldSpec.of(3).withSize(2, 4).withDuration(Duration.ofHours(1)).withIncidents(0, 0);

  /** Counts, and knows the greatest lead a sample ever had over the clock. */
  private static final class Leads implements History.Sink {
    private final AtomicLong now;
    private long greatest = Long.MIN_VALUE;
    private int samples;

    Leads(AtomicLong now) {
      this.now = now;
    }

    @Override
    public int open(Labels series) {
      return 0;
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      samples++;
      greatest = Math.max(greatest, timestampMillis - now.get());
    }

    @Override
    public void advance(long timestampMillis) {
      greatest = Math.max(greatest, timestampMillis - now.get());
    }
  }

  @Test
  void replay_givesEverySample_noneBeforeItsTime() {
    var now = new AtomicLong(SPEC.startMillis() + Duration.ofMinutes(30).toMillis());
    var plain = new Leads(new AtomicLong());
    World.of(SPEC).replay(plain);
    var live = new Leads(now);

    new LiveHistory(World.of(SPEC), () -> Instant.ofEpochMilli(now.get()), now::addAndGet)
        .replay(live);

    assertThat(live.samples).isEqualTo(plain.samples).isPositive();
    assertThat(live.greatest).isLessThanOrEqualTo(0);
    assertThat(now.get()).isBetween(SPEC.endMillis() - 1000, SPEC.endMillis());
  }

  @Test
  void replay_interruptedWhileItWaits_ends() {
    var now = new AtomicLong(SPEC.startMillis());
    var history =
        new LiveHistory(
            World.of(SPEC),
            () -> Instant.ofEpochMilli(now.get()),
            _ -> Thread.currentThread().interrupt());

    assertThatThrownBy(() -> history.replay(new Leads(now)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
