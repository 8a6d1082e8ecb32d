package io.aionyx.trainer.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes bundles into a folder of models; a reader never sees half a file. */
public final class BundleWriter {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  private final Path folder;

  public BundleWriter(Path folder) {
    this.folder = folder;
  }

  /** Writes {@code <name>/model.onnx} and {@code <name>/model.yaml}. */
  public void write(Card card, byte[] onnx) {
    try {
      var bundle = Files.createDirectories(folder.resolve(card.name()));
      replace(bundle.resolve("model.onnx"), onnx);
      replace(bundle.resolve("model.yaml"), YAML.writeValueAsBytes(card.toMap(onnx)));
    } catch (IOException e) {
      throw new UncheckedIOException("bundle " + card.name() + ": " + e.getMessage(), e);
    }
  }

  /** Parses the text of a card, as {@code ModelFolder} wants it. */
  public static Map<String, ?> parse(String yaml) {
    try {
      return YAML.readValue(
          yaml, YAML.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException("model.yaml is not YAML: " + e.getMessage(), e);
    }
  }

  private static void replace(Path target, byte[] bytes) throws IOException {
    var draft = target.resolveSibling(target.getFileName() + ".draft");
    Files.write(draft, bytes);
    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
