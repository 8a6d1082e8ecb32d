package io.aionyx.predictor.publish;

import io.aionyx.predictor.config.ConfigException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;
import org.jspecify.annotations.Nullable;

/** Trust in a target's certificate: the JDK's authorities, or those of a PEM file. */
final class ClientTls {
  private ClientTls() {}

  static HttpClient.Builder apply(HttpClient.Builder builder, @Nullable Path caFile) {
    if (caFile == null) {
      return builder;
    }
    try {
      var factory =
          SSLFactory.builder().withTrustMaterial(PemUtils.loadTrustMaterial(caFile)).build();
      return builder.sslContext(factory.getSslContext());
    } catch (GenericException e) {
      throw new ConfigException("ca_file " + caFile + " cannot be used: " + e.getMessage());
    }
  }
}
