package io.aionyx.bridge.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;

/** Key stores from PEM files. */
final class Pem {

  private static final char[] NO_PASSWORD = new char[0];

  private Pem() {}

  static KeyStore identity(Path certFile, Path keyFile)
      throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> chain = certificates(certFile);
    KeyStore store = empty();
    Certificate[] certificates = chain.toArray(Certificate[]::new);
    PrivateKey key = key(keyFile, certificates[0].getPublicKey().getAlgorithm());
    store.setKeyEntry("server", key, NO_PASSWORD, certificates);
    return store;
  }

  static KeyStore trust(Path caFile) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int index = 0;
    for (Certificate certificate : certificates(caFile)) {
      store.setCertificateEntry("ca" + index++, certificate);
    }
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("no certificate in " + file);
    }
    return certificates;
  }

  private static PrivateKey key(Path file, String algorithm)
      throws GeneralSecurityException, IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    if (!text.contains("BEGIN PRIVATE KEY")) {
      throw new GeneralSecurityException(file + " must hold a PKCS#8 key: BEGIN PRIVATE KEY");
    }
    String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
