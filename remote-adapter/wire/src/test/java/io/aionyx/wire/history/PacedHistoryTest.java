package io.aionyx.wire.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aionyx.wire.history.HistoryException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacedHistoryTest {
  private static final Pace PACE =
      new Pace(Duration.ofMillis(10), Duration.ofMillis(3), 3, Duration.ofMillis(100));

  private final List<String> asked = new ArrayList<>();
  private final List<Long> slept = new ArrayList<>();
  private final ArrayDeque<Kind> failures = new ArrayDeque<>();
  private final Recording recording = new Recording();
  private long nanos;
  private Duration taking = Duration.ZERO;

  private void read(long start, long end) throws HistoryException, InterruptedException {
    HistorySource source =
        (from, to, matchers, sink) -> {
          asked.add(from + "-" + to);
          nanos += taking.toNanos();
          if (!failures.isEmpty()) {
            throw new HistoryException(failures.pop(), "no");
          }
          sink.through(to);
        };
    new PacedHistory(source, PACE, () -> nanos, time -> slept.add(time.toMillis()))
        .read(start, end, List.of(), recording);
  }

  @Test
  void read_cutsTheRangeWithoutGapOrOverlap() throws Exception {
    read(5, 27);
    assertThat(asked).containsExactly("5-14", "15-24", "25-27");
    assertThat(recording.lines).containsExactly("through 14", "through 24", "through 27");
  }

  @Test
  void read_restsBetweenRequestsAsLongAsTheyTake() throws Exception {
    read(0, 19);
    taking = Duration.ofMillis(40);
    read(0, 19);
    assertThat(slept).containsExactly(3L, 40L);
  }

  @Test
  void read_afterAPassingFailure_voidsTheSliceAndAsksAgainLater() throws Exception {
    failures.addAll(List.of(Kind.UNAVAILABLE, Kind.BROKEN));
    read(0, 9);
    assertThat(asked).hasSize(3);
    assertThat(slept).containsExactly(100L, 200L);
    assertThat(recording.lines).containsExactly("again", "again", "through 9");
  }

  @Test
  void read_afterALastingFailure_givesUpAtOnce() {
    failures.add(Kind.REFUSED);
    assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> read(0, 9));
    assertThat(asked).hasSize(1);
  }

  @Test
  void read_whereFailuresDoNotPass_givesUp() {
    failures.addAll(List.of(Kind.TIMED_OUT, Kind.TIMED_OUT, Kind.TIMED_OUT, Kind.TIMED_OUT));
    assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> read(0, 9));
    assertThat(asked).hasSize(3);
  }
}
