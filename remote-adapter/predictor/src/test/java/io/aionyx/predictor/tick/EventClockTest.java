package io.aionyx.predictor.tick;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventClockTest {
  private static final long INTERVAL = 30_000;

  private static List<Long> boundaries(long... timestampsMillis) {
    var clock = new EventClock(Duration.ofMillis(INTERVAL));
    var due = new ArrayList<Long>();
    for (long timestamp : timestampsMillis) {
      clock.observe(timestamp, due::add);
    }
    return due;
  }

  @Test
  void observe_lessThanAnIntervalPastTheBoundary_waits() {
    assertThat(boundaries(1_000, 59_999)).isEmpty();
  }

  @Test
  void observe_anIntervalPastTheBoundary_evaluatesIt() {
    assertThat(boundaries(1_000, 60_000)).containsExactly(30_000L);
  }

  @Test
  void observe_firstTimestampOnABoundary_evaluatesThatBoundaryFirst() {
    assertThat(boundaries(30_000, 60_000)).containsExactly(30_000L);
  }

  @Test
  void observe_jumpOverSeveralBoundaries_evaluatesEachInOrder() {
    assertThat(boundaries(1_000, 150_000)).containsExactly(30_000L, 60_000L, 90_000L, 120_000L);
  }

  @Test
  void observe_lateSamples_changeNothing() {
    assertThat(boundaries(1_000, 60_000, 5_000, 31_000, 90_000)).containsExactly(30_000L, 60_000L);
  }

  @Test
  void observe_longSilence_evaluatesOnlyWhatCanStillBeSeen() {
    long day = Duration.ofDays(1).toMillis();

    var due = boundaries(30_000, day, day + 60_000);

    assertThat(due)
        .containsExactlyElementsOf(
            LongStream.concat(
                    LongStream.iterate(30_000, b -> b <= 630_000, b -> b + INTERVAL),
                    LongStream.of(day, day + 30_000))
                .boxed()
                .toList());
  }

  @Test
  void observe_beforeTheEpoch_keepsToMultiplesOfTheInterval() {
    assertThat(boundaries(-65_000, 0)).containsExactly(-60_000L, -30_000L);
  }
}
