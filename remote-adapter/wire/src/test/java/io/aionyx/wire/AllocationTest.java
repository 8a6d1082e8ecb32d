package io.aionyx.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steady path of a receiver: hash, compare with a stored key, take the samples. */
final class AllocationTest {
  private static final int SERIES = 1000;

  private static final class Steady implements WriteVisitor {
    private final byte[] keys = new byte[1 << 20];
    private final int[] starts = new int[SERIES + 1];
    private int next;
    private boolean learning = true;
    private long sum;

    @Override
    public void series(RawLabels labels) {
      int start = starts[next];
      if (learning) {
        starts[next + 1] = start + labels.keyLength();
        labels.copyKey(keys, start);
      } else if (!labels.matches(keys, start, starts[next + 1] - start)) {
        throw new AssertionError("series " + next + " changed");
      }
      sum += labels.hash();
      next++;
    }

    @Override
    public void sample(long timestampMillis, double value, long startTimestampMillis) {
      sum += timestampMillis + (long) value;
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_ofKnownSeries_allocatesNothing(RemoteWrite version) throws WireException {
    WriteEncoder request = version.newEncoder();
    for (int i = 0; i < SERIES; i++) {
      request.startSeries().label("__name__", "up").label("instance", "node-" + i);
      request.sample(i, i).sample(i + 1, i).endSeries();
    }
    byte[] message = request.toByteArray();
    Steady visitor = new Steady();
    WriteDecoder decoder = version.newDecoder();
    decoder.decode(message, 0, message.length, visitor);
    visitor.learning = false;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      visitor.next = 0;
      long before = threads.getCurrentThreadAllocatedBytes();
      decoder.decode(message, 0, message.length, visitor);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(visitor.sum).isNotZero();
    // in the interpreter a VarHandle may box now and then; per sample there must be nothing
    assertThat(least).isLessThan(SERIES);
  }
}
