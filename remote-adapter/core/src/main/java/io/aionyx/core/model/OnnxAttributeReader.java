package io.aionyx.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads one attribute of a node; whatever could hide a second graph is refused. */
final class OnnxAttributeReader {
  private String name = "";
  private float[] floats = new float[16];
  private int floatCount;
  private long[] ints = new long[16];
  private int intCount;
  private final List<String> strings = new ArrayList<>();

  private OnnxAttributeReader() {}

  static void read(ProtoCursor attribute, Map<String, OnnxNode.Attribute> into) {
    var reader = new OnnxAttributeReader();
    for (int field = attribute.nextField(); field != 0; field = attribute.nextField()) {
      reader.field(field, attribute);
    }
    into.put(reader.name, reader.finish());
  }

  private void field(int field, ProtoCursor attribute) {
    switch (field) {
      case 1 -> name = attribute.text();
      case 5, 10 -> OnnxTensorCheck.inline(attribute.message());
      case 6, 11 ->
          throw new ModelRefusedException("attribute " + name + " holds a graph: no control flow");
      case 7 -> readFloats(attribute);
      case 8 -> readInts(attribute);
      case 9 -> strings.add(attribute.text());
      case 22, 23 -> OnnxTensorCheck.sparse(attribute.message());
      default -> attribute.skip();
    }
  }

  private void readFloats(ProtoCursor attribute) {
    if (!attribute.isPacked()) {
      add(attribute.fixed32());
      return;
    }
    var packed = attribute.message();
    while (packed.remaining() > 0) {
      add(packed.fixed32());
    }
  }

  private void readInts(ProtoCursor attribute) {
    if (!attribute.isPacked()) {
      add(attribute.varint());
      return;
    }
    var packed = attribute.message();
    while (packed.remaining() > 0) {
      add(packed.varint());
    }
  }

  private void add(float value) {
    if (floatCount == floats.length) {
      floats = Arrays.copyOf(floats, 2 * floatCount);
    }
    floats[floatCount++] = value;
  }

  private void add(long value) {
    if (intCount == ints.length) {
      ints = Arrays.copyOf(ints, 2 * intCount);
    }
    ints[intCount++] = value;
  }

  private OnnxNode.Attribute finish() {
    return new OnnxNode.Attribute(
        Arrays.copyOf(floats, floatCount),
        Arrays.copyOf(ints, intCount),
        strings.toArray(String[]::new));
  }
}
