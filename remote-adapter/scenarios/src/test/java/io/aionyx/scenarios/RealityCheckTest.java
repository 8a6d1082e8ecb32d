package io.aionyx.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Failure;
import io.aionyx.scenarios.datasets.AnomalySet;
import io.aionyx.scenarios.datasets.AnomalySet.Entry;
import io.aionyx.scenarios.datasets.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A detector must find normal days of a world about as alarming as normal days of real servers,
 * else worlds are easier than the truth.
 */
class RealityCheckTest {
  private static final int DAY_MINUTES = 24 * 60;
  private static final int WEEK_MINUTES = 7 * DAY_MINUTES;
  private static final long BEFORE_MILLIS = 30 * 60_000L;
  private static final long AFTER_MILLIS = 10 * 60_000L;

  /** False alarms of 3-sigma per entity-day on the whole sets: SMD by the minute, ASD by five. */
  private static final double SMD = 0.93;

  private static final double ASD = 0.33;

  /** One world's count hangs on a handful of its look-alikes; several make a figure. */
  private static final List<World> WORLDS =
      Stream.of(31, 32, 33, 34, 35).map(RealityCheckTest::world).toList();

  private static final Map<World, List<double[][]>> COLUMNS = new HashMap<>();

  private static World world(int seed) {
    return World.of(
        WorldSpec.of(seed)
            .withSize(3, 12)
            .withDuration(Duration.ofDays(14))
            .withScrapeInterval(Duration.ofSeconds(60))
            .withIncidents(1, 6));
  }

  @Test
  void falseAlarms_ofNormalDays_areNoFewerThanHalfThoseOfRealServers() {
    double byMinute = simulated(1);
    double byFive = simulated(5);
    System.out.printf(
        "reality check: 3-sigma gives %.2f and %.2f false alarms per node-day by 1 and 5 minutes,"
            + " %.2f (SMD) and %.2f (ASD) on real servers%n",
        byMinute, byFive, SMD, ASD);
    // Fewer would make a world easier than reality; a few more only make it harder.
    assertThat(byMinute).isBetween(SMD / 2, SMD * 3);
    assertThat(byFive).isBetween(ASD / 2, ASD * 3);
  }

  /** The parts at hand are quieter than the whole sets; worlds must not be quieter than they. */
  @Test
  void falseAlarms_ofNormalDays_areNoFewerThanOnTheDataAtHand() throws IOException {
    Path data = LabelledData.orSkip();
    double smd = real(AnomalySet.read(data.resolve("smd")), 1);
    double asd = real(AnomalySet.read(data.resolve("asd")), 5);
    System.out.printf("reality check: data at hand give %.2f (SMD) and %.2f (ASD)%n", smd, asd);
    assertThat(simulated(1)).isGreaterThan(smd / 2);
    assertThat(simulated(5)).isGreaterThan(asd / 2);
  }

  private static double real(AnomalySet set, int minutesPerRow) {
    int alarms = 0;
    double days = 0;
    for (Entry entry : set.entries()) {
      var detector = new ThreeSigma(entry.train().values());
      alarms += detector.falseAlarms(entry.test().values(), minutesPerRow, normal(entry));
      days += entry.test().rows() * minutesPerRow / (double) DAY_MINUTES;
    }
    return alarms / days;
  }

  private static IntPredicate normal(Entry entry) {
    return row -> {
      long millis = entry.test().timestampsMillis()[row];
      for (Segment segment : entry.labels()) {
        if (millis >= segment.startMillis() - BEFORE_MILLIS
            && millis <= segment.endMillis() + AFTER_MILLIS) {
          return false;
        }
      }
      return true;
    };
  }

  /** False alarms per node-day over all worlds: the first week trains, the second is judged. */
  private static double simulated(int minutesPerRow) {
    int alarms = 0;
    int nodes = 0;
    for (World world : WORLDS) {
      for (double[][] columns : COLUMNS.computeIfAbsent(world, RealityCheckTest::columns)) {
        var detector = new ThreeSigma(averages(columns, 5, WEEK_MINUTES, minutesPerRow));
        double[][] test = averages(columns, WEEK_MINUTES, 2 * WEEK_MINUTES, minutesPerRow);
        alarms += detector.falseAlarms(test, minutesPerRow, normal(world, minutesPerRow));
        nodes++;
      }
    }
    return alarms / (7.0 * nodes);
  }

  private static List<double[][]> columns(World world) {
    return NodeColumns.of(world).values().stream().filter(each -> each.length > 5).toList();
  }

  private static IntPredicate normal(World world, int minutesPerRow) {
    return row -> {
      long minute = WEEK_MINUTES + (long) row * minutesPerRow;
      long millis = world.spec().startMillis() + minute * 60_000;
      for (Failure failure : world.failures()) {
        if (millis >= failure.failMillis() - BEFORE_MILLIS
            && millis <= failure.failMillis() + BEFORE_MILLIS) {
          return false;
        }
      }
      return true;
    };
  }

  private static double[][] averages(double[][] columns, int from, int to, int minutesPerRow) {
    var averages = new double[columns.length][(to - from) / minutesPerRow];
    for (int i = 0; i < columns.length; i++) {
      for (int row = 0; row < averages[i].length; row++) {
        for (int k = 0; k < minutesPerRow; k++) {
          averages[i][row] += columns[i][from + row * minutesPerRow + k] / minutesPerRow;
        }
      }
    }
    return averages;
  }
}
