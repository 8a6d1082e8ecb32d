package io.aionyx.predictor.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A secret that is named, never written down: the path of a file or the name of an environment
 * variable. It is read at each use, so a rotated file is taken up, and its value never appears in a
 * message.
 */
public sealed interface Secret {
  /**
   * @throws ConfigException where the file or the variable is missing or empty
   */
  String value();

  record FromFile(Path path) implements Secret {
    private static final int MAX_BYTES = 64 << 10;

    @Override
    public String value() {
      try {
        if (Files.size(path) > MAX_BYTES) {
          throw new ConfigException(path + ": too large for a secret");
        }
        return present(path.toString(), Files.readString(path).strip());
      } catch (IOException _) {
        throw new ConfigException(path + ": this secret file cannot be read");
      }
    }
  }

  record FromEnvironment(String variable, Map<String, String> environment) implements Secret {
    @Override
    public String value() {
      return present("environment variable " + variable, environment.getOrDefault(variable, ""));
    }

    @Override
    public String toString() {
      return "FromEnvironment[" + variable + "]";
    }
  }

  private static String present(String source, String value) {
    if (value.isEmpty()) {
      throw new ConfigException(source + ": this secret is empty");
    }
    return value;
  }
}
