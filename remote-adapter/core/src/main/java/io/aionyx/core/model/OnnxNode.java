package io.aionyx.core.model;

import java.util.HashMap;
import java.util.Map;

/** One operator of a graph with its attributes, as far as loading or explaining needs them. */
record OnnxNode(String name, String operator, String domain, Map<String, Attribute> attributes) {

  /** Values of one attribute; only the array of its type is filled. */
  record Attribute(float[] floats, long[] ints, String[] strings) {}

  static OnnxNode read(ProtoCursor node) {
    String name = "";
    String operator = "";
    String domain = "";
    var attributes = new HashMap<String, Attribute>();
    for (int field = node.nextField(); field != 0; field = node.nextField()) {
      switch (field) {
        case 3 -> name = node.text();
        case 4 -> operator = node.text();
        case 5 -> OnnxAttributeReader.read(node.message(), attributes);
        case 7 -> domain = node.text();
        default -> node.skip();
      }
    }
    return new OnnxNode(name, operator, domain, attributes);
  }

  float[] floats(String attribute) {
    return attribute(attribute).floats();
  }

  long[] ints(String attribute) {
    return attribute(attribute).ints();
  }

  String[] strings(String attribute) {
    return attribute(attribute).strings();
  }

  private Attribute attribute(String wanted) {
    var attribute = attributes.get(wanted);
    if (attribute == null) {
      throw new ModelRefusedException("node " + name + " has no attribute " + wanted);
    }
    return attribute;
  }
}
