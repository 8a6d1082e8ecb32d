package io.aionyx.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.grafana.PluginException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
  private static final String PATH = "/api/v1/predictions";

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Snapshots snapshots =
      new Snapshots(new UpstreamClient(new UpstreamMetrics()), now::get);
  private StubUpstream upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = StubUpstream.start().json(PATH, Given.PREDICTIONS);
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  private Upstream predictor(String token) {
    return Upstream.of("predictor", upstream.url(), token, "");
  }

  @Test
  void manyPanels_askOnce() {
    IntStream.range(0, 50).parallel().forEach(i -> snapshots.latest(predictor("a")));

    assertThat(upstream.asked()).hasSize(1);
  }

  @Test
  void fiveSecondsLater_isAskedAgain() {
    snapshots.latest(predictor("a"));
    now.set(Instant.EPOCH.plus(Snapshots.FRESH).minusMillis(1));
    snapshots.latest(predictor("a"));
    assertThat(upstream.asked()).hasSize(1);

    now.set(Instant.EPOCH.plus(Snapshots.FRESH));
    snapshots.latest(predictor("a"));
    assertThat(upstream.asked()).hasSize(2);
  }

  @Test
  void anotherToken_seesOnlyWhatItOpens() {
    snapshots.latest(predictor("a"));
    upstream.status(PATH, 401, "application/json", "{}");

    assertThatThrownBy(() -> snapshots.latest(predictor("b"))).isInstanceOf(PluginException.class);
  }

  @Test
  void failure_isNotKept() {
    upstream.status(PATH, 500, "text/plain", "");
    assertThatThrownBy(() -> snapshots.latest(predictor("a"))).isInstanceOf(PluginException.class);

    upstream.json(PATH, Given.PREDICTIONS);
    assertThat(snapshots.latest(predictor("a")).predictions()).hasSize(3);
  }

  @Test
  void brokenAnswer_isTheUpstreamsFault() {
    upstream.json(PATH, "{\"predictions\":[");

    assertThatThrownBy(() -> snapshots.latest(predictor("a")))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.status()).isEqualTo(502));
  }
}
