package io.aionyx.predictor.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(30), Duration.ofSeconds(5), new Random(3));

  @Test
  void next_failureAfterFailure_doublesWithJitterUpToTheLimit() {
    for (long ceiling : new long[] {30, 60, 120, 240, 480, 960, 1920, 3840, 5000, 5000, 5000}) {
      assertThat(backoff.next(Duration.ZERO))
          .isBetween(Duration.ofMillis(ceiling / 2), Duration.ofMillis(ceiling));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void next_targetAsksForMore_waitsThatLongButNotForever() {
    assertThat(backoff.next(Duration.ofSeconds(42))).isEqualTo(Duration.ofSeconds(42));
    assertThat(backoff.next(Duration.ofDays(9))).isEqualTo(Backoff.LONGEST_ASKED);
  }

  @Test
  void reset_startsAnew() {
    backoff.next(Duration.ZERO);
    backoff.next(Duration.ZERO);
    backoff.reset();

    assertThat(backoff.next(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMillis(30));
  }
}
