package io.aionyx.panel;

import io.aionyx.grafana.PluginException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the authority an administrator gave, and no other. */
final class Authorities {
  private static final int MAX_KEPT = 8;

  private final Map<String, SSLSocketFactory> factoriesByPem =
      new LinkedHashMap<>(MAX_KEPT, 0.75f, true);

  /**
   * What to connect with; empty for the public authorities Java knows.
   *
   * @throws PluginException when the authority is no certificate
   */
  synchronized Optional<SSLSocketFactory> trusted(Upstream upstream) {
    if (upstream.authorityPem().isBlank()) {
      return Optional.empty();
    }
    SSLSocketFactory factory =
        factoriesByPem.computeIfAbsent(upstream.authorityPem(), pem -> factory(upstream, pem));
    if (factoriesByPem.size() > MAX_KEPT) {
      factoriesByPem.remove(factoriesByPem.keySet().iterator().next());
    }
    return Optional.of(factory);
  }

  private static SSLSocketFactory factory(Upstream upstream, String pem) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(keyStore(pem));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw PluginException.downstream(
          503, "The tlsCaCert for the %s is no certificate in PEM.".formatted(upstream), e);
    }
  }

  private static KeyStore keyStore(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (certificates.isEmpty()) {
      throw new CertificateException("there is none");
    }
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    return store;
  }
}
