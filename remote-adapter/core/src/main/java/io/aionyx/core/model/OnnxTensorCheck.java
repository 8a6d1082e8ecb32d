package io.aionyx.core.model;

/**
 * Refuses tensors whose bytes live outside the file.
 *
 * <p>An external location is a path the loader would follow: a model file could read any file the
 * process may read. A bundle has one file, so there is no honest use for it.
 */
final class OnnxTensorCheck {
  private OnnxTensorCheck() {}

  static void inline(ProtoCursor tensor) {
    String name = "";
    boolean external = false;
    for (int field = tensor.nextField(); field != 0; field = tensor.nextField()) {
      switch (field) {
        case 8 -> name = tensor.text();
        case 13 -> {
          tensor.skip();
          external = true;
        }
        case 14 -> external |= tensor.varint() != 0;
        default -> tensor.skip();
      }
    }
    if (external) {
      throw new ModelRefusedException("tensor '" + name + "' refers to external data");
    }
  }

  static void sparse(ProtoCursor tensor) {
    for (int field = tensor.nextField(); field != 0; field = tensor.nextField()) {
      switch (field) {
        case 1, 2 -> inline(tensor.message());
        default -> tensor.skip();
      }
    }
  }
}
