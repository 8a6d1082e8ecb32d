package io.aionyx.wire;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** One target at every door; run one alone with {@code JAZZER_FUZZ=1 mvn test -Dtest=X#method}. */
final class WireFuzzTest {
  @FuzzTest
  void remoteWrite1(FuzzedDataProvider data) {
    HostileInputTest.isAccepted(RemoteWrite.V1, data.consumeRemainingAsBytes());
  }

  @FuzzTest
  void remoteWrite2(FuzzedDataProvider data) {
    HostileInputTest.isAccepted(RemoteWrite.V2, data.consumeRemainingAsBytes());
  }

  @FuzzTest
  void snappy(FuzzedDataProvider data) throws WireException {
    byte[] bytes = data.consumeRemainingAsBytes();
    SnappyBlock snappy = new SnappyBlock(1 << 20);
    try {
      snappy.decode(bytes);
    } catch (WireException ignored) {
      // refusing is an answer
    }
    if (!Arrays.equals(snappy.decode(SnappyBlock.encode(bytes)), bytes)) {
      throw new AssertionError("snappy changed " + bytes.length + " bytes");
    }
  }
}
