package io.aionyx.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class XorChunkTest {
  private record Sample(long timestampMillis, long bits) {}

  private static List<Sample> decode(byte[] data) throws WireException {
    List<Sample> samples = new ArrayList<>();
    XorChunk.decode(
        data, (time, value) -> samples.add(new Sample(time, Double.doubleToRawLongBits(value))));
    return samples;
  }

  private static void assertRoundTrip(List<Sample> samples) throws WireException {
    XorChunk.Builder builder = new XorChunk.Builder();
    samples.forEach(s -> builder.add(s.timestampMillis(), Double.longBitsToDouble(s.bits())));
    Chunk chunk = builder.build();
    assertThat(decode(chunk.data())).isEqualTo(samples);
    if (!samples.isEmpty()) {
      assertThat(chunk.minMillis()).isEqualTo(samples.get(0).timestampMillis());
      assertThat(chunk.maxMillis()).isEqualTo(samples.get(samples.size() - 1).timestampMillis());
    }
  }

  private static Sample sample(long timestampMillis, double value) {
    return new Sample(timestampMillis, Double.doubleToRawLongBits(value));
  }

  @Test
  void roundTrip_regularSeries() throws WireException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      samples.add(sample(1_700_000_000_000L + 15_000L * i, 100 + i % 3));
    }
    assertRoundTrip(samples);
    XorChunk.Builder builder = new XorChunk.Builder();
    samples.forEach(s -> builder.add(s.timestampMillis(), 7));
    assertThat(builder.build().data().length).isLessThan(60);
  }

  @Test
  void roundTrip_everyWidthOfTimeDifferences() throws WireException {
    long[] jumps = {
      0, 1, -1, 8191, 8192, -8191, -8192, 65_536, -65_535, 524_288, 524_289, -524_288
    };
    List<Sample> samples = new ArrayList<>();
    long time = 0;
    long delta = 1_000_000;
    samples.add(sample(time, 1));
    for (long jump : jumps) {
      delta += jump;
      time += delta;
      samples.add(sample(time, 1));
    }
    samples.add(sample(Long.MAX_VALUE / 2, 1));
    assertRoundTrip(samples);
  }

  @Test
  void roundTrip_randomBits() throws WireException {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Sample> samples = new ArrayList<>();
      long time = random.nextInt();
      for (int i = random.nextInt(200); i > 0; i--) {
        time += random.nextInt(1 << (1 + random.nextInt(25)));
        samples.add(new Sample(time, random.nextLong() << random.nextInt(64)));
      }
      assertRoundTrip(samples);
    }
  }

  @Test
  void roundTrip_specialValues() throws WireException {
    assertRoundTrip(
        List.of(
            sample(1, Double.NaN),
            sample(2, StaleMarker.VALUE),
            sample(3, Double.NEGATIVE_INFINITY),
            sample(4, -0.0),
            sample(5, 0.0)));
    assertRoundTrip(List.of());
  }

  @Test
  void encode_goldenChunk() {
    byte[] data = new XorChunk.Builder().add(0, 1).add(15_000, 1).add(30_000, 1).build().data();
    // 3 samples; time 0; 1.0; 15000 as a varint; then value same, time same, value same
    assertThat(HexFormat.of().formatHex(data)).isEqualTo("0003003ff0000000000000987500");
  }

  @Test
  void decode_ofEveryTruncation_refuses() {
    XorChunk.Builder builder = new XorChunk.Builder();
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      builder.add(i * 15_000L + random.nextInt(100), random.nextDouble());
    }
    byte[] data = builder.build().data();
    for (int length = 0; length < data.length; length++) {
      byte[] cut = Arrays.copyOf(data, length);
      assertThatExceptionOfType(WireException.class)
          .isThrownBy(() -> decode(cut))
          .satisfies(e -> assertThat(e.fault()).isEqualTo(WireFault.CHUNK_CORRUPT));
    }
  }

  @Test
  void decode_ofEveryBitFlip_readsOrRefuses() {
    XorChunk.Builder builder = new XorChunk.Builder();
    for (int i = 0; i < 20; i++) {
      builder.add(i * 15_000L, Math.sin(i));
    }
    byte[] data = builder.build().data();
    int refused = 0;
    for (int bit = 0; bit < 8 * data.length; bit++) {
      byte[] flipped = data.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        decode(flipped);
      } catch (WireException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
