package io.aionyx.predictor.client;

import io.aionyx.predictor.config.Config.History;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.wire.history.HistoryServer;
import io.aionyx.wire.history.HistorySource;
import io.aionyx.wire.history.RemoteReadClient;
import java.net.http.HttpClient;

/** History as it is configured. */
public final class Histories {
  private Histories() {}

  /**
   * A client that a source's authority is trusted by.
   *
   * @throws ConfigException if its {@code ca_file} cannot be used
   */
  public static HttpClient http(History source) {
    return Outgoing.client(source.caFile(), source.timeout());
  }

  public static HistorySource of(History source, HttpClient http) {
    var server =
        new HistoryServer(
            source.url(),
            http,
            () -> Outgoing.headers(source.authorization(), source.headers()),
            source.timeout());
    return switch (source.protocol()) {
      case REMOTE_READ -> new RemoteReadClient(server);
      case QUERY_RANGE -> new RangeQueries(server, source.step());
    };
  }
}
