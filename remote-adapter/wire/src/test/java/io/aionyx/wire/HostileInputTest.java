package io.aionyx.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the bytes, a decoder answers or refuses; it never fails in another way. */
final class HostileInputTest {
  private static byte[] message(RemoteWrite version, long seed) {
    return new RequestGenerator(version, seed).write(12).request.toByteArray();
  }

  /** Decodes and reads all there is. */
  static boolean isAccepted(RemoteWrite version, byte[] message) {
    try {
      Recorder.of(version, message).histograms.forEach(NativeHistogram::fault);
      return true;
    } catch (WireException e) {
      assertThat(e.offset()).as(e.getMessage()).isBetween(0, message.length);
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_ofEveryTruncation(RemoteWrite version) {
    byte[] whole = message(version, 1);
    int accepted = 0;
    for (int length = 0; length < whole.length; length++) {
      accepted += isAccepted(version, Arrays.copyOf(whole, length)) ? 1 : 0;
    }
    // a message may end after any of its top-level fields, nowhere else
    assertThat(accepted).isBetween(1, whole.length / 3);
  }

  @ParameterizedTest
  @EnumSource
  void decode_ofEveryBitFlip(RemoteWrite version) {
    byte[] message = message(version, 2);
    int accepted = 0;
    for (int bit = 0; bit < 8 * message.length; bit++) {
      message[bit / 8] ^= (byte) (1 << bit % 8);
      accepted += isAccepted(version, message) ? 1 : 0;
      message[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(accepted).isPositive().isLessThan(8 * message.length);
    assertThat(isAccepted(version, message)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void decode_ofSplicedMessages(RemoteWrite version) {
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] message = message(version, random.nextInt(40));
      int from = random.nextInt(message.length);
      int to = random.nextInt(message.length);
      int length = random.nextInt(message.length - Math.max(from, to));
      System.arraycopy(message, from, message, to, length);
      refused += isAccepted(version, message) ? 0 : 1;
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void decode_ofNoise(RemoteWrite version) {
    Random random = new Random(6);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      refused += isAccepted(version, noise) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(10_000);
  }
}
