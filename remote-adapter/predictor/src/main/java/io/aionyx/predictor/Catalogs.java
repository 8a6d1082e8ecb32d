package io.aionyx.predictor;

import io.aionyx.core.Pipeline;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.config.YamlDocument;
import io.aionyx.predictor.config.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the catalogue of signals is read from. */
final class Catalogs {
  private Catalogs() {}

  /**
   * @param file null for the shipped catalogue
   * @throws ConfigException if it cannot be used
   */
  static SignalCatalog read(@Nullable Path file) {
    return file == null ? shipped() : of(YamlDocument.read(file));
  }

  static SignalCatalog shipped() {
    return of(YamlDocument.parse("shipped signals.yaml", shippedText()));
  }

  private static SignalCatalog of(YamlNode.Mapping document) {
    try {
      return SignalCatalog.of(document.plain());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(document.place().source() + ": " + e.getMessage());
    }
  }

  private static String shippedText() {
    try (InputStream in = Pipeline.class.getResourceAsStream("signals.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped signals.yaml cannot be read", e);
    }
  }
}
