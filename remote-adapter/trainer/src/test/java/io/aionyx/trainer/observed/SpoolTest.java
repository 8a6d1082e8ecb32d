package io.aionyx.trainer.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SpoolTest {
  private static final long HOUR = 3_600_000;

  private final Spool spool = new Spool();

  @AfterEach
  void close() throws Exception {
    spool.close();
  }

  private static Labels labels(int i) {
    return Labels.of("__name__", "m", "i", Integer.toString(i));
  }

  /** What a sink was given, in words. */
  private static final class Heard implements History.Sink {
    private final List<Labels> opened = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private long advanced = Long.MIN_VALUE;

    @Override
    public int open(Labels series) {
      opened.add(series);
      return opened.size() - 1;
    }

    @Override
    public void sample(int handle, long timestampMillis, double value) {
      assertThat(timestampMillis).isGreaterThan(advanced);
      times.add(timestampMillis);
      words.add(opened.get(handle).get("i") + "@" + timestampMillis + "=" + value);
    }

    @Override
    public void advance(long timestampMillis) {
      advanced = timestampMillis;
    }
  }

  private Heard between(long from, long to) {
    var heard = new Heard();
    spool.between(from, to).accept(heard);
    return heard;
  }

  @Test
  void between_samplesPutInSeriesBySeries_givesThemByTime() {
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 200; k++) {
        spool.add(spool.series(labels(i)), k * 60_000L, i);
      }
    }
    spool.finish();
    var heard = between(0, 10 * HOUR);
    assertThat(heard.words).hasSize(600).startsWith("0@0=0.0", "1@0=1.0", "2@0=2.0");
    assertThat(heard.times).isSorted();
    assertThat(between(0, 10 * HOUR).words).isEqualTo(heard.words);
  }

  @Test
  void between_aRange_givesNothingOutsideIt() {
    int series = spool.series(labels(0));
    for (int k = 0; k < 300; k++) {
      spool.add(series, k * 60_000L, k);
    }
    spool.finish();
    assertThat(between(HOUR, 2 * HOUR).times).hasSize(61).contains(HOUR, 2 * HOUR);
  }

  @Test
  void between_aSliceThatCameTwice_givesEachSampleOnce() {
    for (int again = 0; again < 2; again++) {
      for (int i = 0; i < 2; i++) {
        spool.add(spool.series(labels(i)), 5_000, 7);
        spool.add(spool.series(labels(i)), 6_000, 8);
      }
    }
    spool.finish();
    assertThat(between(0, HOUR).words)
        .containsExactly("0@5000=7.0", "1@5000=7.0", "0@6000=8.0", "1@6000=8.0");
  }

  @Test
  void between_moreThanABlock_losesNothing() {
    var random = new SplittableRandom(3);
    for (int k = 0; k < 50_000; k++) {
      spool.add(spool.series(labels(random.nextInt(40))), k, random.nextDouble());
    }
    spool.finish();
    assertThat(between(0, HOUR).times).hasSize(50_000).isSorted();
  }

  @Test
  void staleMarker_comesBackWithItsBits() {
    double stale = Double.longBitsToDouble(0x7ff0000000000002L);
    spool.add(spool.series(labels(0)), 1, stale);
    spool.finish();
    var bits = new ArrayList<Long>();
    spool
        .between(0, HOUR)
        .accept(
            new History.Sink() {
              @Override
              public int open(Labels series) {
                return 0;
              }

              @Override
              public void sample(int handle, long timestampMillis, double value) {
                bits.add(Double.doubleToRawLongBits(value));
              }

              @Override
              public void advance(long timestampMillis) {}
            });
    assertThat(bits).containsExactly(0x7ff0000000000002L);
  }
}
