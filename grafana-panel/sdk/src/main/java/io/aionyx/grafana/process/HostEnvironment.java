package io.aionyx.grafana.process;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the host says by environment variables. Every one of them may be missing or nonsense: a host
 * since Grafana 12.4 passes almost nothing on.
 */
public record HostEnvironment(Map<String, String> variables) {
  /** The one version of the application protocol there is: gRPC with the pluginv2 services. */
  public static final int APP_PROTOCOL = 2;

  private static final String COOKIE = "grafana_plugin_type";
  private static final int MAX_PORT = 65_535;

  public HostEnvironment {
    variables = Map.copyOf(variables);
  }

  /**
   * Whether Grafana started this process, as its cookie shows; anything else is a person trying.
   */
  public boolean startedByGrafana() {
    return get(COOKIE).filter("datasource"::equals).isPresent();
  }

  /** Whether the host can talk in {@link #APP_PROTOCOL}; a host which does not say can. */
  public boolean speaksOurProtocol() {
    return get("PLUGIN_PROTOCOL_VERSIONS")
        .map(list -> Arrays.stream(list.split(",")).map(String::strip))
        .map(versions -> versions.anyMatch(String.valueOf(APP_PROTOCOL)::equals))
        .orElse(true);
  }

  /** The host's certificate in PEM: it wants mutual TLS. */
  public Optional<String> clientCertificate() {
    return get("PLUGIN_CLIENT_CERT");
  }

  /** Whether the host reads a seventh field of the handshake. */
  public boolean asksForMultiplexing() {
    return get("PLUGIN_MULTIPLEX_GRPC").isPresent();
  }

  /** Where sockets go; {@code temporaryDirectory} unless the host names a place. */
  public Path socketDirectory(Path temporaryDirectory) {
    try {
      return get("PLUGIN_UNIX_SOCKET_DIR").map(Path::of).orElse(temporaryDirectory);
    } catch (InvalidPathException ignored) {
      return temporaryDirectory; // a name no file can have
    }
  }

  /** The group that may use the socket beside its owner. */
  public Optional<String> socketGroup() {
    return get("PLUGIN_UNIX_SOCKET_GROUP");
  }

  /** Whether an administrator prefers TCP, by {@code [plugin.<id>] transport = tcp}. */
  public boolean prefersTcp() {
    return get("GF_PLUGIN_TRANSPORT").filter("tcp"::equalsIgnoreCase).isPresent();
  }

  /**
   * The ports the host offers, first and last; any free port when it offers none that make sense.
   */
  public Optional<int[]> ports() {
    OptionalInt min = port("PLUGIN_MIN_PORT");
    OptionalInt max = port("PLUGIN_MAX_PORT");
    if (min.isEmpty() || max.isEmpty() || min.getAsInt() > max.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(new int[] {min.getAsInt(), max.getAsInt()});
  }

  private OptionalInt port(String name) {
    return get(name)
        .filter(text -> text.matches("[0-9]{1,5}"))
        .map(Integer::parseInt)
        .filter(port -> port > 0 && port <= MAX_PORT)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
