package io.aionyx.grafana.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;

/**
 * go-plugin's AutoMTLS: host and plugin each make a certificate for this one start, tell the other,
 * and accept nothing else.
 */
public final class MutualTls {
  private static final char[] NO_PASSWORD = {};

  private final SelfSigned own;
  private final X509Certificate peer;

  private MutualTls(SelfSigned own, X509Certificate peer) {
    this.own = own;
    this.peer = peer;
  }

  /**
   * The plugin's side, with the certificate the host wrote into the environment.
   *
   * @throws CertificateException when the host's certificate is none
   */
  public static MutualTls with(String hostCertificatePem, Instant now)
      throws GeneralSecurityException {
    return new MutualTls(SelfSigned.create(now), parse(hostCertificatePem));
  }

  /** The host's side: what it made for itself, and what the plugin told by the handshake. */
  public static MutualTls of(SelfSigned own, Handshake plugin) throws GeneralSecurityException {
    return new MutualTls(own, plugin.serverCertificate());
  }

  private static X509Certificate parse(String pem) throws CertificateException {
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }

  /** The plugin's certificate as the handshake carries it. */
  public String handshakeCertificate() throws GeneralSecurityException {
    return Base64.getEncoder().withoutPadding().encodeToString(own.certificate().getEncoded());
  }

  public KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("plugin", own.key(), NO_PASSWORD, new X509Certificate[] {own.certificate()});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  public TrustManager trustManager() {
    return new PinnedTrust(peer);
  }
}
