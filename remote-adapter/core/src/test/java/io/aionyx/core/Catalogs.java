package io.aionyx.core;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.aionyx.core.signals.SignalCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Catalogues for tests, read as a user's file would be. */
public final class Catalogs {
  private Catalogs() {}

  public static SignalCatalog shipped() {
    try (var file = SignalCatalog.class.getResourceAsStream("/io/aionyx/core/signals.yaml")) {
      return SignalCatalog.of(new YAMLMapper().readValue(file, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static SignalCatalog of(String yaml) {
    try {
      return SignalCatalog.of(
          new YAMLMapper().readValue(yaml, new TypeReference<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
