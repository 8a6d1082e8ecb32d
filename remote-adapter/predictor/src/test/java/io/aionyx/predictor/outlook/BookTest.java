package io.aionyx.predictor.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aionyx.core.Models;
import io.aionyx.core.Pipeline;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.core.state.StateReader;
import io.aionyx.core.state.StateWriter;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.config.Config.Forecasts;
import io.aionyx.predictor.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Volumes whose use is a known function of time. Simulated. */
class BookTest {
  private static final SignalCatalog CATALOG = Predictor.shippedCatalog();
  private static final long MINUTE = 60_000;
  private static final long START = Duration.ofDays(20_000).toMillis();

  private final Pipeline pipeline = new Pipeline(CATALOG, Models.NONE);
  private Book book = book(100, 1000, Map.of());
  private int minute;

  private static Book book(int maxSeries, int maxWritten, Map<String, String> external) {
    var config =
        new Forecasts(List.of("pvc.used_ratio"), maxSeries, maxWritten, external, null, List.of());
    return Book.of(config, "eu", CATALOG);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private void minutes(int count, List<String> claims, IntToDoubleFunction used) {
    for (int i = 0; i < count; i++, minute++) {
      long at = START + (minute + 1) * MINUTE;
      for (String claim : claims) {
        append("kubelet_volume_stats_available_bytes", claim, at, 1 - used.applyAsDouble(minute));
        append("kubelet_volume_stats_capacity_bytes", claim, at, 1);
      }
      pipeline.advance(at);
      book.observe(at, pipeline);
    }
  }

  private void append(String name, String claim, long at, double value) {
    var labels = Labels.of("__name__", name, "namespace", "shop", "persistentvolumeclaim", claim);
    pipeline.append(pipeline.resolve(labels), at, value);
  }

  private Map<String, Double> written() {
    var written = new TreeMap<String, Double>();
    book.written().forEach((labels, value) -> written.put(labels.toString(), value));
    return written;
  }

  private double written(String... parts) {
    return written().entrySet().stream()
        .filter(entry -> List.of(parts).stream().allMatch(entry.getKey()::contains))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(List.of(parts) + " is not in " + written()));
  }

  @Test
  void board_isRenewedEveryFiveMinutesOfTheData() {
    minutes(5, List.of("a"), i -> 0.5);
    assertThat(book.board()).isSameAs(Board.EMPTY);
    minutes(1, List.of("a"), i -> 0.5);
    assertThat(book.board().atMillis()).isEqualTo(START + 5 * MINUTE);
    assertThat(book.board().lines())
        .extracting(line -> line.labels().get("percentile"))
        .containsExactly("5", "50", "95");
  }

  @Test
  void board_bearsTheIdentityOfTheEntityAndNothingElse() {
    minutes(6, List.of("a"), i -> 0.5);
    assertThat(book.board().lines().getFirst().labels().toMap())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "__name__",
                "aionyx_forecast",
                "cluster",
                "eu",
                "namespace",
                "shop",
                "persistentvolumeclaim",
                "a",
                "percentile",
                "5",
                "signal",
                "used_ratio"));
  }

  @Test
  void board_withExternalLabels_bearsThem() {
    book.close();
    book = book(100, 1000, Map.of("prometheus", "main"));
    minutes(6, List.of("a"), i -> 0.5);
    assertThat(book.board().lines().getFirst().labels().get("prometheus")).isEqualTo("main");
  }

  @Test
  void line_isContinuousOverNow() {
    minutes(120, List.of("a"), i -> 0.3 + 0.001 * i);
    long now = book.board().atMillis();
    Line median = book.board().lines().get(1);
    for (long at = now - 60 * MINUTE; at < now + 60 * MINUTE; at += MINUTE) {
      assertThat(median.at(at)).isCloseTo(median.at(at + MINUTE), within(0.02));
    }
    assertThat(median.at(now - 25 * 60 * MINUTE)).isNaN();
  }

  @Test
  void written_ofAVolumeThatFills_saysWhenItIsFull() {
    minutes(241, List.of("a"), i -> 0.2 + 0.001 * i);

    double full = START / 1000.0 + 800 * 60;
    String name = "aionyx_capacity_exhaustion_timestamp_seconds";
    double median = written(name, "percentile=\"50\"");
    assertThat(median).isCloseTo(full, within(3.0 * 3600));
    assertThat(written(name, "percentile=\"5\"")).isLessThanOrEqualTo(median);
    assertThat(written("aionyx_capacity_headroom_ratio", "horizon=\"30m\"", "volume"))
        .isCloseTo(1 - 0.47, within(0.05));
    assertThat(written("aionyx_forecast_value", "horizon=\"30m\"", "percentile=\"50\""))
        .isCloseTo(0.47, within(0.05));
    assertThat(written("aionyx_forecast_error_ratio", "horizon=\"30m\"")).isLessThan(0.1);
    assertThat(written("aionyx_forecast_coverage_ratio", "horizon=\"30m\"")).isBetween(0.0, 1.0);
  }

  @Test
  void written_ofAVolumeThatDoesNotFill_hasNoMomentOfExhaustion() {
    minutes(120, List.of("a"), i -> 0.5);
    assertThat(written().keySet()).isNotEmpty().noneMatch(series -> series.contains("exhaustion"));
  }

  @Test
  void written_beyondItsLimit_isLeftOutAndCounted() {
    book.close();
    book = book(100, 3, Map.of());
    minutes(120, List.of("a", "b"), i -> 0.5);
    assertThat(book.written()).hasSize(3);
    assertThat(book.withheld()).isPositive();
  }

  @Test
  void observe_beyondTheLimit_turnsAwayTheLast() {
    book.close();
    book = book(2, 1000, Map.of());
    minutes(10, List.of("a", "b", "c"), i -> 0.5);
    assertThat(book.size()).isEqualTo(2);
    assertThat(book.turnedAway()).isEqualTo(1);
  }

  @Test
  void observe_aSilentOne_givesWay() {
    book.close();
    book = book(1, 1000, Map.of());
    minutes(10, List.of("a"), i -> 0.5);
    minutes(30, List.of("b"), i -> 0.5);
    assertThat(book.board().lines().getFirst().labels().get("persistentvolumeclaim"))
        .isEqualTo("b");
  }

  @Test
  void board_ofAnEntityThatWentAway_endsWithinTheHour() {
    minutes(10, List.of("a", "b"), i -> 0.5);
    minutes(60, List.of("b"), i -> 0.5);
    assertThat(book.board().lines()).hasSize(3);
  }

  @Test
  void observe_twice_givesTheSame() {
    IntToDoubleFunction wave = i -> 0.5 + 0.2 * Math.sin(2 * Math.PI * i / 1440);
    minutes(4 * 1440, List.of("a"), wave);
    var first = book.written();
    long now = book.board().atMillis();
    double ahead = book.board().lines().get(1).at(now + 600 * MINUTE);

    var again = new BookTest();
    again.minutes(4 * 1440, List.of("a"), wave);
    assertThat(again.book.written()).isEqualTo(first);
    assertThat(again.book.board().lines().get(1).at(now + 600 * MINUTE)).isEqualTo(ahead);
    assertThat(ahead).isCloseTo(wave.applyAsDouble(4 * 1440 + 600), within(0.05));
    again.close();
  }

  @Test
  void read_ofWhatWasWritten_goesOnWhereItWas() {
    IntToDoubleFunction wave = i -> 0.5 + 0.2 * Math.sin(2 * Math.PI * i / 1440);
    minutes(4 * 1440, List.of("a", "b"), wave);
    var again = new BookTest();
    again.book.read(new StateReader(state()));
    assertThat(again.book.size()).isEqualTo(2);
    assertThat(again.book.board().atMillis()).isEqualTo(book.board().atMillis());
    assertThat(ahead(again.book)).isEqualTo(ahead(book));
    again.close();
  }

  private static double ahead(Book book) {
    return book.board().lines().get(1).at(book.board().atMillis() + 600 * MINUTE);
  }

  private ByteBuffer state() {
    var bytes = new ByteArrayOutputStream();
    var state = new StateWriter(bytes);
    book.write(state);
    state.flush();
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  @Test
  void read_ofASignalThatIsNoLongerForecast_leavesItOut() {
    minutes(10, List.of("a"), i -> 0.5);
    var config = new Forecasts(List.of("node.disk_used_ratio"), 9, 9, Map.of(), null, List.of());
    try (var other = Book.of(config, "eu", CATALOG)) {
      other.read(new StateReader(state()));
      assertThat(other.size()).isZero();
    }
  }

  @Test
  void read_ofAStateThatEndsEarly_knowsNothing() {
    minutes(10, List.of("a"), i -> 0.5);
    ByteBuffer torn = state();
    torn.limit(torn.limit() - 9);
    assertThatThrownBy(() -> book.read(new StateReader(torn)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(book.size()).isZero();
  }

  @Test
  void of_anUnknownSignal_isRefusedByName() {
    var config = new Forecasts(List.of("pvc.nonsense"), 1, 1, Map.of(), null, List.of());
    assertThatThrownBy(() -> Book.of(config, "", CATALOG))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("pvc.nonsense");
  }
}
