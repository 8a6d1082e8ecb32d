package io.aionyx.predictor.bundles;

import io.aionyx.core.Models;
import io.aionyx.core.model.Model;
import io.aionyx.core.model.ModelFolder;
import io.aionyx.core.model.OnnxDetector;
import io.aionyx.predictor.config.YamlDocument;
import io.aionyx.predictor.telemetry.Telemetry;
import io.aionyx.predictor.telemetry.Telemetry.ModelFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Loads every bundle of a folder, or the shipped ones where no folder is given. */
public final class Bundles {
  private static final String SHIPPED = "/io/aionyx/predictor/models";

  private final Telemetry telemetry;

  public Bundles(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * @param folder of bundles, or null for the shipped ones
   * @throws io.aionyx.core.model.ModelRefusedException naming the bundle and what is wrong
   */
  public Models load(@Nullable Path folder) {
    return folder == null ? shipped() : load(folder, "");
  }

  private Models shipped() {
    Models[] loaded = {Models.NONE};
    withShipped((folder, origin) -> loaded[0] = load(folder, origin));
    return loaded[0];
  }

  /** Copies the shipped bundles into a folder, for who wants them as files. */
  public static void copyShipped(Path into) {
    withShipped(
        (folder, origin) -> {
          try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              Path target = into.resolve(folder.relativize(file).toString());
              Files.createDirectories(target.resolveSibling(""));
              Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
          }
        });
  }

  @FunctionalInterface
  private interface Use {
    void of(Path folder, String origin) throws IOException;
  }

  private static void withShipped(Use use) {
    URL url = Bundles.class.getResource(SHIPPED);
    if (url == null) {
      return;
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        use.of(Path.of(uri), "");
        return;
      }
      String[] jarAndPath = uri.toString().split("!", 2);
      try (FileSystem jar = FileSystems.newFileSystem(URI.create(jarAndPath[0]), Map.of())) {
        use.of(jar.getPath(SHIPPED), "shipped ");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped models cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("unreadable location of the shipped models: " + url, e);
    }
  }

  private Models load(Path path, String origin) {
    var folder = new ModelFolder(path, text -> tree(origin + "model.yaml", text));
    var failures = new ArrayList<Model>();
    var detectors = new ArrayList<OnnxDetector>();
    for (String name : folder.names()) {
      if (Objects.equals(folder.card(name).get("kind"), "anomaly")) {
        detectors.add(folder.detector(name));
      } else {
        failures.add(new TimedModel(folder.model(name), telemetry));
      }
    }
    return new Models(failures, detectors);
  }

  @SuppressWarnings("NullAway") // a card may hold nulls; readers of cards expect them
  private static Map<String, ?> tree(String source, String text) {
    return YamlDocument.parse(source, text).plain();
  }

  /** Shows on {@code /metrics} what is served. */
  public void announce(Models models) {
    var facts = new ArrayList<ModelFacts>();
    for (Model model : models.failures()) {
      var card = model.card();
      facts.add(
          new ModelFacts(
              card.name(), card.version(), "failure", card.sha256(), trainedAt(card.facts())));
    }
    for (OnnxDetector detector : models.detectors()) {
      var card = detector.card();
      facts.add(
          new ModelFacts(
              card.name(), card.version(), "anomaly", card.sha256(), trainedAt(card.facts())));
    }
    telemetry.serving(facts);
  }

  private static String trainedAt(Map<String, Object> facts) {
    return String.valueOf(facts.getOrDefault("trained_at", ""));
  }

  /** Frees what the models hold; nothing may score with them any more. */
  public static void close(Models models) {
    List.copyOf(models.failures()).forEach(Model::close);
    models.detectors().forEach(OnnxDetector::close);
  }
}
