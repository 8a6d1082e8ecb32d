package io.aionyx.predictor.receive;

import static io.aionyx.predictor.receive.Requests.body;
import static io.aionyx.predictor.receive.Requests.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.StaleMarker;
import io.aionyx.wire.WriteEncoder;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same requests to a real Prometheus and to our door, in one order. Where the answers differ
 * they differ on purpose: we refuse what Prometheus drops in silence, and never answer 5xx to bad
 * data.
 */
final class PrometheusDifferentialIT {
  private static final String TYPE = RemoteWrite.V1.contentType();
  private static final int UNSURE = 0;

  /**
   * @param of2 what Prometheus 2 answers
   * @param of3 what Prometheus 3 answers; {@link #UNSURE} where releases differ
   * @param ours what the door answers
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Step(
      String name, byte[] body, String type, String encoding, int of2, int of3, int ours) {}

  private final long nowMillis = System.currentTimeMillis();
  private final List<Step> steps = new ArrayList<>();

  private void step(String name, int of2, int of3, int ours, Consumer<WriteEncoder> content) {
    steps.add(new Step(name, body(RemoteWrite.V1, content), TYPE, "snappy", of2, of3, ours));
  }

  private Consumer<WriteEncoder> sample(long offsetMillis, double value, String... labels) {
    return request -> {
      start(request, labels);
      request.sample(nowMillis + offsetMillis, value).endSeries();
    };
  }

  private void plan() {
    String[] up = {"__name__", "up", "job", "x"};
    step("first sample", 204, 204, 204, sample(-120_000, 1, up));
    step("same again", 204, 204, 204, sample(-120_000, 1, up));
    step("same time, other value", 400, 400, 204, sample(-120_000, 2, up));
    step("a minute older", 400, 400, 204, sample(-180_000, 1, up));
    step(
        "newer and older",
        204,
        UNSURE,
        204,
        sample(-60_000, 1, up).andThen(sample(-90_000, 1, up)));
    step("stale marker", 204, 204, 204, sample(-30_000, StaleMarker.VALUE, up));
    step("unsorted labels", 204, 204, 204, sample(0, 1, "job", "x", "__name__", "down", "a", "b"));
    step("repeated name", 500, 204, 400, sample(0, 1, "__name__", "a", "b", "1", "b", "1"));
    step("no name", 204, 204, 400, sample(0, 1, "job", "x"));
    step("9.9 min ahead", 204, 204, 204, sample(594_000, 1, "__name__", "ahead"));
    step("11 min ahead", 204, 400, 400, sample(660_000, 1, "__name__", "ahead"));
    byte[] good = body(RemoteWrite.V1, sample(-1000, 1, "__name__", "other"));
    steps.add(new Step("gzip", good, TYPE, "gzip", 204, 415, 415));
    steps.add(new Step("JSON", good, "application/json", "snappy", 204, 415, 415));
    byte[] cut = Arrays.copyOf(good, good.length - 1);
    steps.add(new Step("cut body", cut, TYPE, "snappy", 400, 400, 400));
    steps.add(new Step("no body", new byte[0], TYPE, "snappy", 400, 400, 400));
    byte[] version2 = body(RemoteWrite.V2, sample(-1000, 1, "__name__", "two"));
    steps.add(new Step("2.0", version2, RemoteWrite.V2.contentType(), "snappy", 204, UNSURE, 204));
    step("an hour ahead", 204, 400, 400, sample(3_660_000, 1, "__name__", "ahead"));
    step("the present afterwards", 400, 204, 204, sample(0, 1, "__name__", "present"));
  }

  @Test
  void sameRequests_sameAnswersExceptOnPurpose(@TempDir Path folder) throws IOException {
    Optional<RealPrometheus> found = RealPrometheus.start(folder);
    if (found.isEmpty()) {
      System.err.println("SKIPPED: no prometheus on the PATH, the door is not compared with one");
    }
    assumeTrue(found.isPresent(), "no prometheus on the PATH");
    plan();
    try (RealPrometheus prometheus = found.get();
        RunningDoor door = new RunningDoor(WriteLimits.DEFAULTS, InstantSource.system())) {
      int major = prometheus.majorVersion();
      for (Step step : steps) {
        int theirs = prometheus.write(step.body(), step.type(), step.encoding());
        int expected = major == 2 ? step.of2() : step.of3();
        assertThat(theirs)
            .as("Prometheus %d: %s", major, step.name())
            .isEqualTo(expected == UNSURE ? theirs : expected);
        assertThat(answerOf(door, step)).as("door: %s", step.name()).isEqualTo(step.ours());
      }
    }
  }

  private static int answerOf(RunningDoor door, Step step) {
    return door.send(
            "POST",
            BodyPublishers.ofByteArray(step.body()),
            "Content-Type",
            step.type(),
            "Content-Encoding",
            step.encoding())
        .statusCode();
  }
}
