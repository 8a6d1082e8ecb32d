package io.aionyx.core.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A bundle of two trees over two features, as the trainer writes it. */
final class Tiny {
  private Tiny() {}

  static byte[] onnx() {
    return resource("model.onnx");
  }

  static Map<String, Object> card() {
    try {
      return new HashMap<>(
          new YAMLMapper()
              .readValue(resource("model.yaml"), new TypeReference<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) {
    try (var stream = Tiny.class.getResourceAsStream("tiny/" + name)) {
      if (stream == null) {
        throw new AssertionError("no test resource tiny/" + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
