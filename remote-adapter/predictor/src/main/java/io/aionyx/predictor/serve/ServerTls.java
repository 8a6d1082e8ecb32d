package io.aionyx.predictor.serve;

import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.config.WebConfig;
import io.aionyx.predictor.config.WebConfig.ClientAuth;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;
import nl.altindag.ssl.util.SSLFactoryUtils;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The server's side of TLS, from PEM files; a reload takes up renewed ones. */
final class ServerTls {
  private final SSLFactory factory;
  private final WebConfig.Tls tls;

  ServerTls(WebConfig.Tls tls) {
    this.tls = tls;
    this.factory = load(tls);
  }

  SslContextFactory.Server jetty() {
    var jetty = new SslContextFactory.Server();
    jetty.setSslContext(factory.getSslContext());
    jetty.setIncludeProtocols(
        tls.least().equals("TLSv1.3")
            ? new String[] {"TLSv1.3"}
            : new String[] {"TLSv1.2", "TLSv1.3"});
    jetty.setNeedClientAuth(tls.clientAuth() == ClientAuth.REQUIRED);
    jetty.setWantClientAuth(tls.clientAuth() == ClientAuth.WANTED);
    return jetty;
  }

  /**
   * @throws ConfigException where the new files cannot be used; the old ones keep serving
   */
  void reload(WebConfig.Tls renewed) {
    SSLFactoryUtils.reload(factory, load(renewed));
  }

  private static SSLFactory load(WebConfig.Tls tls) {
    try {
      var builder =
          SSLFactory.builder()
              .withSwappableIdentityMaterial()
              .withIdentityMaterial(PemUtils.loadIdentityMaterial(tls.certificate(), tls.key()));
      if (tls.clientCa() != null) {
        builder
            .withSwappableTrustMaterial()
            .withTrustMaterial(PemUtils.loadTrustMaterial(tls.clientCa()));
      }
      return builder.build();
    } catch (GenericException | IllegalArgumentException e) {
      throw new ConfigException(
          "tls_server_config: "
              + tls.certificate()
              + " or "
              + tls.key()
              + " cannot be used: "
              + e.getMessage());
    }
  }
}
