package io.aionyx.core.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A folder of bundles, {@code <name>/model.onnx} beside {@code <name>/model.yaml}.
 *
 * <p>Reading the YAML is the caller's: this package knows cards only as parsed maps.
 */
public final class ModelFolder {
  private static final String GRAPH = "model.onnx";
  private static final String CARD = "model.yaml";

  private final Path folder;
  private final Function<String, Map<String, ?>> yaml;

  /**
   * Opens nothing yet.
   *
   * @param yaml parses the text of a card
   */
  public ModelFolder(Path folder, Function<String, Map<String, ?>> yaml) {
    this.folder = folder;
    this.yaml = yaml;
  }

  /** Names of the bundles in the folder, in order. */
  public List<String> names() {
    try (var entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry.resolve(CARD), LinkOption.NOFOLLOW_LINKS))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("model folder " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The parsed card of a bundle; {@code kind: anomaly} marks a detector. */
  public Map<String, ?> card(String name) {
    return yaml.apply(new String(bytes(name, CARD), StandardCharsets.UTF_8));
  }

  /** Loads a failure model. */
  public OnnxModel model(String name) {
    return OnnxModel.load(named(name, () -> ModelCard.of(card(name))), bytes(name, GRAPH));
  }

  /** Loads an anomaly model. */
  public OnnxDetector detector(String name) {
    return OnnxDetector.load(named(name, () -> DetectorCard.of(card(name))), bytes(name, GRAPH));
  }

  private static <T> T named(String name, Supplier<T> card) {
    try {
      return card.get();
    } catch (ModelRefusedException e) {
      throw new ModelRefusedException(name + "/" + CARD + ": " + e.getMessage(), e);
    }
  }

  /** A link could lead out of the folder after its name was checked, so none is followed. */
  private byte[] bytes(String name, String file) {
    var path = folder.resolve(name).resolve(file);
    try {
      if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new ModelRefusedException(path + " is not a regular file");
      }
      if (Files.size(path) > OnnxFile.MAX_BYTES) {
        throw new ModelRefusedException(
            path + " must have at most " + OnnxFile.MAX_BYTES + " bytes: was " + Files.size(path));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new ModelRefusedException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
