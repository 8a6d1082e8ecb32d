package io.aionyx.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A change of this figure is a change of every figure measured on worlds, on every machine. */
class GoldenStreamTest {
  @Test
  void stream_ofSeedSeven_isTheOneItAlwaysWas() {
    var spec =
        WorldSpec.of(7).withSize(6, 50).withDuration(Duration.ofHours(2)).withIncidents(80, 8);
    StreamHash stream = StreamHash.of(World.of(spec));
    assertThat(Long.toHexString(stream.hash)).isEqualTo("225fb7a375788fc7");
  }
}
