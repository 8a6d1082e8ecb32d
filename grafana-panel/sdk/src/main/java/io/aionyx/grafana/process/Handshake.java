package io.aionyx.grafana.process;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * The one line on standard output by which go-plugin learns where the plugin listens:
 *
 * <pre>core protocol | app protocol | network | address | grpc | server certificate</pre>
 *
 * @param certificate DER in base64 without padding, empty unless the host asked for mutual TLS
 * @param withMultiplexing whether the host reads a seventh field; it is told that broker streams
 *     are not multiplexed
 */
public record Handshake(
    String network, String address, String certificate, boolean withMultiplexing) {
  private static final String PROTOCOLS = "1|" + HostEnvironment.APP_PROTOCOL;
  private static final String TRANSPORT = "grpc";

  public Handshake {
    if (address.contains("|") || address.contains("\n")) {
      throw new IllegalArgumentException("an address cannot hold a bar or a line end: " + address);
    }
  }

  public String line() {
    String line = String.join("|", PROTOCOLS, network, address, TRANSPORT, certificate);
    return withMultiplexing ? line + "|false" : line;
  }

  /**
   * Reads a line as a host does.
   *
   * @throws IllegalArgumentException when it is none, or speaks of another protocol
   */
  public static Handshake parse(String line) {
    String[] parts = line.strip().split("\\|", -1);
    if (parts.length < 6
        || !PROTOCOLS.equals(parts[0] + "|" + parts[1])
        || !TRANSPORT.equals(parts[4])) {
      throw new IllegalArgumentException("not a handshake of protocol " + PROTOCOLS + ": " + line);
    }
    return new Handshake(parts[2], parts[3], parts[5], parts.length > 6);
  }

  X509Certificate serverCertificate() throws GeneralSecurityException {
    if (certificate.isEmpty()) {
      throw new CertificateException("the plugin did not make a certificate");
    }
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(certificate)));
  }
}
