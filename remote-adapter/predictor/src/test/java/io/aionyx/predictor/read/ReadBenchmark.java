package io.aionyx.predictor.read;

import io.aionyx.predictor.outlook.Board;
import io.aionyx.predictor.outlook.Boards;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.ReadHints;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.ReadRequest.ResponseType;
import io.aionyx.wire.SnappyBlock;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Answers to one query for a thousand series at 120 moments ahead of now, from the bytes of the
 * request to those of the answer, without the network: the percentiles count.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class ReadBenchmark {
  private static final long MINUTE = 60_000;
  private static final int PODS = 1000;

  /** Three percentiles a pod, of which one is asked for. */
  private final Board board = Boards.of(PODS);

  private final Reading reading = new Reading(ReadLimits.DEFAULTS);
  private long minute;

  /** Another range each time, as from a dashboard that is renewed. */
  private byte[] request(ResponseType type) {
    long start = Boards.NOW + (minute++ % 60) * MINUTE;
    long end = start + 119 * MINUTE;
    var matchers =
        List.of(
            new LabelMatcher(LabelMatcher.Type.EQUAL, "__name__", "aionyx_forecast"),
            new LabelMatcher(LabelMatcher.Type.EQUAL, "percentile", "50"));
    var hints = new ReadHints(MINUTE, "", start, end, List.of(), false, 0);
    var query = new ReadQuery(start, end, matchers, Optional.of(hints));
    return SnappyBlock.encode(new ReadRequest(List.of(query), List.of(type)).toByteArray());
  }

  private List<Found> found(ResponseType type) throws Refused {
    return reading.find(reading.request(request(type)), board);
  }

  @Benchmark
  public byte[] samples() throws Refused {
    return Answers.samples(found(ResponseType.SAMPLES));
  }

  @Benchmark
  public void stream() throws Refused, IOException {
    Answers.stream(found(ResponseType.STREAMED_XOR_CHUNKS), OutputStream.nullOutputStream());
  }
}
