package io.aionyx.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.aionyx.predictor.receive.Doors;
import io.aionyx.wire.RemoteWrite;
import io.aionyx.wire.WriteEncoder;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Series that are known cost no object: what a request allocates is a few for itself. */
class SteadyPathTest {
  private static final int SERIES = 2000;

  /** An object has 16 bytes or more. */
  private static final double MOST_BYTES_PER_SAMPLE = 4;

  private static byte[] request(RemoteWrite version, int millis) {
    WriteEncoder request = version.newEncoder();
    for (int i = 0; i < SERIES; i++) {
      String name = i % 2 == 0 ? "container_memory_working_set_bytes" : "go_goroutines";
      request.startSeries().label("__name__", name).label("container", "app");
      request.label("namespace", "shop").label("pod", "cart-" + i);
      request.sample(1_700_000_010_000L + millis, i).endSeries();
    }
    return request.toSnappy();
  }

  @ParameterizedTest
  @EnumSource
  void write_ofKnownSeries_allocatesNothingPerSample(RemoteWrite version) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<byte[]> requests =
        IntStream.range(0, 200).mapToObj(millis -> request(version, millis)).toList();
    try (var kept = new Kept(null)) {
      requests.subList(0, 100).forEach(body -> write(kept, version, body));
      long before = threads.getCurrentThreadAllocatedBytes();
      requests.subList(100, 200).forEach(body -> write(kept, version, body));
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(bytes / (100.0 * SERIES)).isLessThan(MOST_BYTES_PER_SAMPLE);
    }
  }

  private static void write(Kept kept, RemoteWrite version, byte[] body) {
    assertThat(Doors.write(kept.door, version, body)).isEqualTo(204);
  }
}
