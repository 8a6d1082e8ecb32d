package io.aionyx.bridge.app;

import io.aionyx.bridge.config.BridgeConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The configuration file, as an option of several commands. */
final class ConfigOption {

  @Option(
      names = "--config",
      description = "Configuration file (default: ${DEFAULT-VALUE})",
      defaultValue = "bridge.yaml")
  @Nullable Path file;

  BridgeConfig load() {
    return BridgeConfig.load(file == null ? Path.of("bridge.yaml") : file, System.getenv());
  }
}
