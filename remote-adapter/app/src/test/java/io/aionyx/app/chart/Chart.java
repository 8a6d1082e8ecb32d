package io.aionyx.app.chart;

import com.marcnuri.helm.Helm;
import io.aionyx.app.peers.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The repository's chart and Helm's own answers about it. */
final class Chart {
  static final Path DIRECTORY = Repository.path("helm/aionyx");
  static final Path FULL_VALUES = DIRECTORY.resolve("ci/full-values.yaml");

  private Chart() {}

  static Helm helm() {
    return new Helm(DIRECTORY);
  }

  /** With the values that ship. */
  static Manifests defaults() {
    return render("{}");
  }

  /**
   * The objects of the release {@code aionyx} in namespace {@code aionyx}.
   *
   * @param values YAML over the values that ship
   * @throws IllegalStateException with Helm's message, where it refuses
   */
  static Manifests render(String values) {
    return Manifests.parse(
        helm()
            .template()
            .withName("aionyx")
            .withNamespace("aionyx")
            .withKubeVersion("1.31.0")
            .withValuesFile(file(values))
            .call());
  }

  static Manifests full() {
    return render(Repository.read(FULL_VALUES));
  }

  /** What a user reads after the installation. */
  static String notes(String values) {
    return helm()
        .install()
        .withName("aionyx")
        .withNamespace("aionyx")
        .withKubeVersion("1.31.0")
        .withValuesFile(file(values))
        .dryRun()
        .clientOnly()
        .call()
        .getOutput();
  }

  private static Path file(String values) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
