package io.aionyx.images;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one image consists of.
 *
 * @param distribution folder with the main jar, and {@code lib} beside it
 * @param mainJar name of the main jar without version
 * @param wanted which jars of {@code lib} go in, by file name
 * @param modules of the JDK, with what they require
 * @param options of the JVM
 */
record ImageSpec(
    String name,
    String description,
    Path distribution,
    String mainJar,
    String mainClass,
    Predicate<String> wanted,
    List<String> modules,
    List<String> options,
    int port) {

  private static final List<String> MODULES =
      List.of(
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.sql",
          "jdk.crypto.ec",
          "jdk.management",
          "jdk.unsupported",
          "jdk.zipfs");

  /** Half of the container's memory is for native code: models, buffers, page cache. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:MaxRAMPercentage=60",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--illegal-native-access=deny",
          "--sun-misc-unsafe-memory-access=allow");

  static List<ImageSpec> all(Path root) {
    Path app = root.resolve("remote-adapter/app/target");
    return List.of(
        of("predictor", "Predicts Kubernetes failures.", app, ImageSpec::servesWithoutTraining),
        of("trainer", "Trains and judges models.", app, name -> true),
        new ImageSpec(
            "alert-bridge",
            "From an alert to a safe action.",
            root.resolve("alert-bridge/target"),
            "aionyx-alert-bridge",
            "io.aionyx.bridge.app.Main",
            name -> true,
            MODULES,
            OPTIONS,
            9202));
  }

  private static ImageSpec of(String name, String description, Path app, Predicate<String> wanted) {
    return new ImageSpec(
        name, description, app, "aionyx-app", "io.aionyx.app.Main", wanted, MODULES, OPTIONS, 9201);
  }

  /** XGBoost grows trees and does nothing else; serving them is ONNX Runtime's. */
  private static boolean servesWithoutTraining(String jar) {
    return !jar.startsWith("xgboost4j") && !jar.startsWith("kryo");
  }
}
