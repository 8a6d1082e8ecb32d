package io.aionyx.predictor.config;

/** The configuration cannot be used; the message names the file, the line and the key. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  ConfigException(Place place, String message) {
    super(place + ": " + message);
  }

  /** Where a value stands; line 0 where it has none. */
  public record Place(String source, int line) {
    @Override
    public String toString() {
      return line > 0 ? source + ":" + line : source;
    }
  }
}
