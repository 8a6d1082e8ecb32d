package io.aionyx.trainer.onnx;

import java.util.List;
import java.util.function.Consumer;

/**
 * Builds one ONNX graph from float columns to float columns.
 *
 * <p>Field numbers are those of {@code onnx.proto}, IR version 8, opset 17, ai.onnx.ml 3: old
 * enough for every runtime a user may have, new enough for all that trees and calibration need.
 */
public final class GraphWriter {
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int ML_OPSET = 3;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  static final String ML = "ai.onnx.ml";

  private final String name;
  private final ProtoWriter graph = new ProtoWriter();

  public GraphWriter(String name) {
    this.name = name;
  }

  /** A {@code float [n, columns]} the caller feeds. */
  public GraphWriter input(String input, int columns) {
    return value(11, input, columns);
  }

  /** A {@code float [n, columns]} the caller may read. */
  public GraphWriter output(String output, int columns) {
    return value(12, output, columns);
  }

  /** A constant vector. */
  public GraphWriter constant(String constant, float... values) {
    graph.message(
        5,
        tensor ->
            tensor
                .packed(1, values.length)
                .number(2, FLOAT)
                .text(8, constant)
                .bytes(9, ProtoWriter.floats(values)));
    return this;
  }

  private String index(long value) {
    var constant = "index" + value + "_" + graph.toByteArray().length;
    graph.message(
        5, tensor -> tensor.packed(1, 1L).number(2, INT64).packed(7, value).text(8, constant));
    return constant;
  }

  /** A node of the standard operator set without attributes. */
  public GraphWriter node(String operator, List<String> inputs, String output) {
    return node(operator, "", operator + "_" + output, inputs, output, attributes -> {});
  }

  /** {@code axis = 1} concatenation. */
  public GraphWriter concat(List<String> inputs, String output) {
    return node(
        "Concat",
        "",
        "Concat_" + output,
        inputs,
        output,
        node -> node.message(5, a -> a.text(1, "axis").number(3, 1).number(20, 2)));
  }

  /** The columns {@code [from, to)} of a value. */
  public GraphWriter columns(String input, int from, int to, String output) {
    var start = index(from);
    var end = index(to);
    var axis = index(1);
    return node("Slice", List.of(input, start, end, axis), output);
  }

  /** A tree operator, from the columns of its input to one column per target. */
  public GraphWriter trees(String nodeName, TreeNode trees, String input, String output) {
    return node(
        "TreeEnsembleRegressor", ML, nodeName, List.of(input), output, trees::writeAttributes);
  }

  private GraphWriter node(
      String operator,
      String domain,
      String nodeName,
      List<String> inputs,
      String output,
      Consumer<ProtoWriter> attributes) {
    graph.message(
        1,
        node -> {
          inputs.forEach(input -> node.text(1, input));
          node.text(2, output).text(3, nodeName).text(4, operator);
          attributes.accept(node);
          node.text(7, domain);
        });
    return this;
  }

  private GraphWriter value(int field, String value, int columns) {
    graph.message(
        field,
        info ->
            info.text(1, value)
                .message(
                    2,
                    type ->
                        type.message(
                            1,
                            tensor ->
                                tensor
                                    .number(1, FLOAT)
                                    .message(
                                        2,
                                        shape ->
                                            shape
                                                .message(1, rows -> rows.text(2, "n"))
                                                .message(1, dim -> dim.number(1, columns))))));
    return this;
  }

  /** The finished file. */
  public byte[] toBytes(String producer, String producerVersion) {
    graph.text(2, name);
    return new ProtoWriter()
        .number(1, IR_VERSION)
        .text(2, producer)
        .text(3, producerVersion)
        .bytes(7, graph.toByteArray())
        .message(8, opset -> opset.text(1, "").number(2, OPSET))
        .message(8, opset -> opset.text(1, ML).number(2, ML_OPSET))
        .toByteArray();
  }
}
