package io.aionyx.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.doctor.Verdict.Bad;
import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Untold;
import io.aionyx.app.doctor.Verdict.Weak;
import java.net.URI;
import org.junit.jupiter.api.Test;

class LaneChecksTest {
  private static final URI PREDICTOR = URI.create("http://localhost:9201");
  private static final Remote.Lanes NONE = Remote.Lanes.of("global: {}");
  private static final Remote.Lanes SENDS =
      Remote.Lanes.of("remote_write: [{url: 'http://aionyx:9201/api/v1/write'}]");
  private static final Exposition NOTHING = Exposition.parse("");

  private static Exposition page(String... lines) {
    return Exposition.parse(String.join("\n", lines));
  }

  @Test
  void sends_toThePredictorsPort_isGood() {
    assertThat(LaneChecks.sends(SENDS, PREDICTOR)).isInstanceOf(Good.class);
    assertThat(LaneChecks.sends(NONE, PREDICTOR))
        .isInstanceOfSatisfying(
            Bad.class, bad -> assertThat(bad.fix()).contains("http://localhost:9201/api/v1/write"));
    assertThat(
            LaneChecks.sends(
                Remote.Lanes.of("remote_write: [{url: 'http://mimir/api/v1/push'}]"), PREDICTOR))
        .isInstanceOf(Bad.class);
  }

  @Test
  void arrives_countsOnBothEnds() {
    Exposition took = page("aionyx_ingested_samples_total{protocol=\"1.0\"} 7000");
    Exposition current =
        page(
            "prometheus_remote_storage_highest_timestamp_in_seconds 1000",
            "prometheus_remote_storage_queue_highest_sent_timestamp_seconds{remote_name=\"a\","
                + "url=\"http://aionyx:9201/api/v1/write\"} 998");
    Exposition behind =
        page(
            "prometheus_remote_storage_highest_timestamp_in_seconds 1000",
            "prometheus_remote_storage_queue_highest_sent_timestamp_seconds{remote_name=\"a\","
                + "url=\"http://aionyx:9201/api/v1/write\"} 300");

    assertThat(LaneChecks.arrives(SENDS, PREDICTOR, current, took))
        .isEqualTo(new Good("7000 samples, 2 s behind"));
    assertThat(LaneChecks.arrives(SENDS, PREDICTOR, behind, took)).isInstanceOf(Bad.class);
    assertThat(LaneChecks.arrives(SENDS, PREDICTOR, current, NOTHING)).isInstanceOf(Bad.class);
    assertThat(LaneChecks.arrives(NONE, PREDICTOR, NOTHING, took)).isInstanceOf(Weak.class);
  }

  @Test
  void takesPredictions_saysWhichEndFails() {
    Exposition refused = page("aionyx_remote_write_sent_samples_total{result=\"failed\"} 9");
    Exposition delivered = page("aionyx_remote_write_sent_samples_total{result=\"success\"} 9");

    assertThat(LaneChecks.takesPredictions(12, false, NOTHING)).isInstanceOf(Good.class);
    assertThat(LaneChecks.takesPredictions(0, false, refused))
        .isInstanceOfSatisfying(
            Bad.class, bad -> assertThat(bad.fix()).contains("--web.enable-remote-write-receiver"));
    assertThat(LaneChecks.takesPredictions(0, true, refused))
        .isInstanceOfSatisfying(
            Bad.class, bad -> assertThat(bad.seen()).contains("9 predictions were refused"));
    assertThat(LaneChecks.takesPredictions(0, true, delivered))
        .isInstanceOfSatisfying(
            Bad.class, bad -> assertThat(bad.seen()).contains("delivers elsewhere"));
    assertThat(LaneChecks.takesPredictions(0, true, NOTHING)).isInstanceOf(Weak.class);
  }

  @Test
  void readsForecasts_withoutReadRecent_isBad() {
    String url = "remote_read: [{url: 'http://aionyx:9201/api/v1/read'";

    assertThat(LaneChecks.readsForecasts(NONE, PREDICTOR, 0)).isInstanceOf(Weak.class);
    assertThat(LaneChecks.readsForecasts(Remote.Lanes.of(url + "}]"), PREDICTOR, 0))
        .isInstanceOfSatisfying(
            Bad.class, bad -> assertThat(bad.fix()).contains("read_recent: true"));
    assertThat(
            LaneChecks.readsForecasts(Remote.Lanes.of(url + ", read_recent: true}]"), PREDICTOR, 0))
        .isInstanceOfSatisfying(
            Weak.class, weak -> assertThat(weak.fix()).contains("required_matchers"));
    Remote.Lanes whole =
        Remote.Lanes.of(
            url + ", read_recent: true, required_matchers: {__name__: aionyx_forecast}}]");
    assertThat(LaneChecks.readsForecasts(whole, PREDICTOR, 0)).isInstanceOf(Untold.class);
    assertThat(LaneChecks.readsForecasts(whole, PREDICTOR, 3)).isInstanceOf(Good.class);
  }
}
