package io.aionyx.core.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX session from rows of features to named columns of floats.
 *
 * <p>Loads from bytes whose hash the card states, after {@link OnnxFile} has looked through them.
 * One thread per call and no spinning: parallelism belongs to the caller, and a spinning pool under
 * a CPU limit costs four times the throughput. Rows go in and results come out by direct buffers
 * the runtime reads and writes in place.
 */
final class OnnxGraph implements AutoCloseable {
  private static final int BATCH_ROWS = 1024;
  private static final String INPUT = "features";

  private final OrtEnvironment environment = environment();
  private final OrtSession session;
  private final Map<String, Integer> outputs;
  private final int features;

  private OnnxGraph(OrtSession session, int features, Map<String, Integer> outputs) {
    this.session = session;
    this.features = features;
    this.outputs = outputs;
  }

  /**
   * Opens a graph.
   *
   * @param outputs columns of each output that must be there
   * @param optional columns of outputs that are used where present
   */
  static OnnxGraph load(
      byte[] bytes,
      String sha256,
      int features,
      Map<String, Integer> outputs,
      Map<String, Integer> optional) {
    var actual = sha256(bytes);
    if (!actual.equals(sha256)) {
      throw new ModelRefusedException(
          "sha256 of the graph is " + actual + ", but the card states " + sha256);
    }
    OnnxFile.read(bytes);
    var session = open(bytes);
    try {
      var used = new LinkedHashMap<>(outputs);
      optional.forEach(
          (name, columns) -> {
            if (session.getOutputNames().contains(name)) {
              used.put(name, columns);
            }
          });
      checkShapes(session, features, used);
      return new OnnxGraph(session, features, used);
    } catch (OrtException | RuntimeException e) {
      close(session);
      throw e instanceof ModelRefusedException refused
          ? refused
          : new ModelRefusedException("the graph cannot be read: " + e.getMessage(), e);
    }
  }

  boolean has(String output) {
    return outputs.containsKey(output);
  }

  OutputBuffers allocate(int rows) {
    return new OutputBuffers(rows, outputs);
  }

  /** Scores {@code count} rows from index 0 of {@code rows} into {@code results}. */
  void run(FloatBuffer rows, int count, OutputBuffers results) {
    if (!rows.isDirect()
        || rows.order() != ByteOrder.nativeOrder()
        || rows.capacity() < count * features) {
      throw new IllegalArgumentException(
          "rows must be a direct buffer in native order of at least "
              + count * features
              + " floats: was "
              + rows);
    }
    try {
      for (int from = 0; from < count; from += BATCH_ROWS) {
        runBatch(rows, from, Math.min(BATCH_ROWS, count - from), results);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("scoring failed: " + e.getMessage(), e);
    }
  }

  private void runBatch(FloatBuffer rows, int from, int count, OutputBuffers results)
      throws OrtException {
    var pinned = new LinkedHashMap<String, OnnxTensor>();
    try (var input = tensor(rows, from, count, features)) {
      for (var output : outputs.entrySet()) {
        var buffer = results.get(output.getKey());
        pinned.put(output.getKey(), tensor(buffer, from, count, output.getValue()));
      }
      session.run(Map.of(INPUT, input), Set.of(), pinned).close();
    } finally {
      pinned.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(FloatBuffer buffer, int from, int count, int columns)
      throws OrtException {
    var slice = buffer.slice(from * columns, count * columns);
    return OnnxTensor.createTensor(environment, slice, new long[] {count, columns});
  }

  @Override
  public void close() {
    close(session);
  }

  static FloatBuffer directFloats(int size) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * The runtime reports its use to its maker unless told not to. The launcher and the images set
   * {@code ORT_DISABLE_TELEMETRY}, which keeps it from starting; this is for who embeds the
   * library.
   */
  private static OrtEnvironment environment() {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot be told to keep quiet", e);
    }
  }

  private static OrtSession open(byte[] bytes) {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return environment().createSession(bytes, options);
    } catch (OrtException e) {
      throw new ModelRefusedException("the runtime refuses the graph: " + e.getMessage(), e);
    }
  }

  private static void checkShapes(OrtSession session, int features, Map<String, Integer> outputs)
      throws OrtException {
    if (!session.getInputNames().equals(Set.of(INPUT))) {
      throw new ModelRefusedException(
          "the only input must be '" + INPUT + "': was " + session.getInputNames());
    }
    checkShape(INPUT, session.getInputInfo().get(INPUT), features);
    for (var output : outputs.entrySet()) {
      checkShape(output.getKey(), session.getOutputInfo().get(output.getKey()), output.getValue());
    }
  }

  private static void checkShape(String name, @Nullable NodeInfo node, int columns) {
    if (node == null) {
      throw new ModelRefusedException("the graph has no output '" + name + "'");
    }
    var info = node.getInfo();
    boolean right =
        info instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.FLOAT
            && tensor.getShape().length == 2
            && List.of(-1L, (long) columns)
                .equals(Arrays.stream(tensor.getShape()).boxed().toList());
    if (!right) {
      throw new ModelRefusedException(
          "'" + name + "' must be float [n, " + columns + "]: was " + info);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session does not close: " + e.getMessage(), e);
    }
  }
}
