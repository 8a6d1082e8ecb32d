package io.aionyx.trainer;

import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.trainer.bundle.BundleWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The catalogue the product ships. */
public final class Catalogs {
  private Catalogs() {}

  public static SignalCatalog shipped() {
    try (var yaml = SignalCatalog.class.getResourceAsStream("/io/aionyx/core/signals.yaml")) {
      var bytes = Objects.requireNonNull(yaml, "signals.yaml").readAllBytes();
      return SignalCatalog.of(BundleWriter.parse(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
