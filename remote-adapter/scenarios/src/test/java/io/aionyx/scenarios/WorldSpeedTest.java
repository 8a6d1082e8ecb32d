package io.aionyx.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorldSpeedTest {
  /** Printed and not asserted, since the machine may be busy. */
  @Test
  void replay_prints_samples_per_second() {
    var world = World.of(WorldSpec.of(7).withDuration(Duration.ofHours(6)));
    StreamHash.of(world);
    long before = System.nanoTime();
    StreamHash stream = StreamHash.of(world);
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf(
        "world: %,d samples of %,d series in %.2f s: %.1f M samples/s%n",
        stream.samples, stream.series, seconds, stream.samples / seconds / 1e6);
    assertThat(stream.samples).isGreaterThan(5_000_000);
  }
}
