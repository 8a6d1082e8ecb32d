package io.aionyx.bridge.http;

import io.aionyx.bridge.config.ConfigException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The listening socket, plain or TLS, with certificates that can be exchanged while it runs. */
final class Connectors {

  private static final int IDLE_MILLIS = 30_000;

  private final InetSocketAddress address;
  private final Optional<WebConfig.Tls> tls;
  private final SslContextFactory.Server ssl = new SslContextFactory.Server();

  Connectors(InetSocketAddress address, Optional<WebConfig.Tls> tls) {
    this.address = address;
    this.tls = tls;
    tls.ifPresent(this::fill);
  }

  Connector connector(Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    ServerConnector connector;
    if (tls.isPresent()) {
      http.addCustomizer(new SecureRequestCustomizer(false));
      connector = new ServerConnector(server, ssl, new HttpConnectionFactory(http));
    } else {
      connector = new ServerConnector(server, new HttpConnectionFactory(http));
    }
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  /** Reads the certificates again; the old ones stay when the new ones are broken. */
  void reload() throws Exception {
    if (tls.isPresent()) {
      ssl.reload(factory -> fill(tls.get()));
    }
  }

  private void fill(WebConfig.Tls settings) {
    try {
      ssl.setKeyStore(Pem.identity(settings.certFile(), settings.keyFile()));
      ssl.setKeyStorePassword("");
      ssl.setIncludeProtocols(settings.protocols().toArray(String[]::new));
      if (settings.clientCaFile().isPresent()) {
        ssl.setTrustStore(Pem.trust(settings.clientCaFile().get()));
      }
      ssl.setNeedClientAuth(settings.clientAuth() == WebConfig.ClientAuth.REQUIRE);
      ssl.setWantClientAuth(settings.clientAuth() == WebConfig.ClientAuth.REQUEST);
    } catch (GeneralSecurityException | IOException e) {
      throw new ConfigException("tls_server_config: " + e.getMessage());
    }
  }
}
