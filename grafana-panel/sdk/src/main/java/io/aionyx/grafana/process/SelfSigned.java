package io.aionyx.grafana.process;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A fresh P-256 key and the certificate for {@code localhost} it signs itself (RFC 5280). The JDK
 * can read certificates but not issue them, and a key shipped with the plugin would protect
 * nothing.
 */
public record SelfSigned(PrivateKey key, X509Certificate certificate) {
  private static final String NAME = "localhost";
  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String ALTERNATIVE_NAME = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  /** A process that lives longer than this is restarted by its next update. */
  private static final Duration LIFETIME = Duration.ofDays(365L * 30);

  /** Clocks of containers on one machine differ by less. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  public static SelfSigned create(Instant now) throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = keys.generateKeyPair();
    byte[] body = body(pair, now);
    byte[] der = Der.sequence(body, algorithm(), Der.bits(signature(pair, body), 0));
    return new SelfSigned(pair.getPrivate(), parse(der));
  }

  /** The certificate as an environment variable carries it. */
  public String pem() throws GeneralSecurityException {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }

  private static X509Certificate parse(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static byte[] signature(KeyPair pair, byte[] body) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(body);
    return signature.sign();
  }

  private static byte[] body(KeyPair pair, Instant now) {
    byte[] name = name();
    return Der.sequence(
        Der.context(0, Der.integer(BigInteger.TWO)), // X.509 version 3
        Der.integer(new BigInteger(127, new SecureRandom()).add(BigInteger.ONE)),
        algorithm(),
        name,
        Der.sequence(Der.time(now.minus(CLOCK_SKEW)), Der.time(now.plus(LIFETIME))),
        name,
        pair.getPublic().getEncoded(),
        Der.context(3, extensions()));
  }

  private static byte[] algorithm() {
    return Der.sequence(Der.oid(ECDSA_WITH_SHA256));
  }

  private static byte[] name() {
    return Der.sequence(attribute(ORGANIZATION, "Grafana plugin"), attribute(COMMON_NAME, NAME));
  }

  private static byte[] attribute(String oid, String value) {
    return Der.set(Der.sequence(Der.oid(oid), Der.utf8(value)));
  }

  /** The host takes the certificate for its own authority, so it has to be one. */
  private static byte[] extensions() {
    byte[] dnsName = Der.tagged(0x82, NAME.getBytes(StandardCharsets.US_ASCII));
    byte[] signAndKeyCertSign = Der.bits(new byte[] {(byte) 0x84}, 2);
    return Der.sequence(
        critical(BASIC_CONSTRAINTS, Der.sequence(Der.bool(true))),
        critical(KEY_USAGE, signAndKeyCertSign),
        extension(EXTENDED_KEY_USAGE, Der.sequence(Der.oid(SERVER_AUTH), Der.oid(CLIENT_AUTH))),
        extension(ALTERNATIVE_NAME, Der.sequence(dnsName)));
  }

  private static byte[] critical(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value));
  }

  private static byte[] extension(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.octets(value));
  }
}
