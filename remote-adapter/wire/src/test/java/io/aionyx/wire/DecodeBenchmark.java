package io.aionyx.wire;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds a sample takes on its way in, step by step, on the shape senders send: 2000 series of
 * twelve labels, one sample each, different ones in each of ten requests.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecodeBenchmark.REQUESTS * DecodeBenchmark.SERIES)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class DecodeBenchmark {
  static final int REQUESTS = 10;
  static final int SERIES = 2000;

  @Param public RemoteWrite version = RemoteWrite.V1;

  private final byte[][] bodies = new byte[REQUESTS][];
  private final byte[][] messages = new byte[REQUESTS][];
  private final SnappyBlock snappy = new SnappyBlock();
  private final byte[] target = new byte[8 << 20];
  private WriteDecoder decoder = RemoteWrite.V1.newDecoder();
  private final Walk walk = new Walk();
  private final Match match = new Match();

  /** Looks at nothing but the samples. */
  private static final class Walk implements WriteVisitor {
    private long sum;

    @Override
    public void series(RawLabels labels) {}

    @Override
    public void sample(long timestampMillis, double value, long startTimestampMillis) {
      sum += timestampMillis + (long) value;
    }
  }

  /** Hashes the labels and compares them with those of the last time, as a receiver does. */
  private static final class Match implements WriteVisitor {
    private final byte[][] keys = new byte[REQUESTS * SERIES][];
    private int next;
    private long sum;

    @Override
    public void series(RawLabels labels) {
      byte[] key = keys[next];
      if (key == null || !labels.matches(key, 0, key.length)) {
        key = new byte[labels.keyLength()];
        labels.copyKey(key, 0);
        keys[next] = key;
      }
      sum += labels.hash();
      next = next + 1 == keys.length ? 0 : next + 1;
    }

    @Override
    public void sample(long timestampMillis, double value, long startTimestampMillis) {
      sum += timestampMillis + (long) value;
    }
  }

  @Setup(Level.Trial)
  public void encode() throws WireException {
    decoder = version.newDecoder();
    WriteEncoder request = version.newEncoder();
    for (int i = 0; i < REQUESTS; i++) {
      request.clear();
      for (int j = 0; j < SERIES; j++) {
        series(request, i * SERIES + j);
      }
      bodies[i] = request.toSnappy();
      messages[i] = snappy.decode(bodies[i]);
    }
  }

  private static void series(WriteEncoder request, int index) {
    int pod = index / 40;
    request
        .startSeries()
        .label("__name__", "container_metric_" + index % 40 + "_bytes_total")
        .label("cluster", "production-eu-west-1")
        .label("container", "main")
        .label("endpoint", "https-metrics")
        .label("id", "/kubepods/burstable/pod6f1c2a52-8c1e-4a55-9a0f-" + pod)
        .label("image", "registry.example.com/shop/checkout@sha256:5d1c0b64e1" + pod % 50)
        .label("instance", "10.0." + pod % 200 + ".7:10250")
        .label("job", "kubelet")
        .label("metrics_path", "/metrics/cadvisor")
        .label("namespace", "shop-" + pod % 20)
        .label("node", "ip-10-0-" + pod % 200 + "-7.eu-west-1.compute.internal")
        .label("pod", "checkout-7d9f8b6c5-" + pod)
        .sample(1_700_000_000_000L, index)
        .endSeries();
  }

  @Benchmark
  public int decompress() throws WireException {
    int sum = 0;
    for (byte[] body : bodies) {
      sum += snappy.decode(body, 0, body.length, target);
    }
    return sum;
  }

  @Benchmark
  public long decompressAndWalk() throws WireException {
    for (byte[] body : bodies) {
      int length = snappy.decode(body, 0, body.length, target);
      decoder.decode(target, 0, length, walk);
    }
    return walk.sum;
  }

  @Benchmark
  public long walk() throws WireException {
    for (byte[] message : messages) {
      decoder.decode(message, 0, message.length, walk);
    }
    return walk.sum;
  }

  @Benchmark
  public long decompressWalkAndRecognise() throws WireException {
    for (byte[] body : bodies) {
      int length = snappy.decode(body, 0, body.length, target);
      decoder.decode(target, 0, length, match);
    }
    return match.sum;
  }
}
