package io.aionyx.grafana.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfSignedTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void certificate_isSignedByItself() throws GeneralSecurityException {
    X509Certificate certificate = SelfSigned.create(NOW).certificate();

    assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
    assertThat(certificate.getVersion()).isEqualTo(3);
    assertThat(certificate.getSubjectX500Principal())
        .isEqualTo(certificate.getIssuerX500Principal());
  }

  @Test
  void certificate_isForLocalhostAndBothEnds() throws GeneralSecurityException {
    X509Certificate certificate = SelfSigned.create(NOW).certificate();

    assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, "localhost"));
    assertThat(certificate.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getBasicConstraints()).isNotNegative();
    assertThat(certificate.getKeyUsage())
        .containsExactly(true, false, false, false, false, true, false, false, false);
  }

  @Test
  void certificate_isValidNowAndNotForEver() throws GeneralSecurityException {
    X509Certificate certificate = SelfSigned.create(NOW).certificate();

    assertThat(certificate.getNotBefore().toInstant()).isBefore(NOW);
    assertThat(certificate.getNotAfter().toInstant())
        .isBetween(Instant.parse("2055-01-01T00:00:00Z"), Instant.parse("2057-01-01T00:00:00Z"));
  }

  @Test
  void everyStart_hasAKeyOfItsOwn() throws GeneralSecurityException {
    assertThat(SelfSigned.create(NOW).certificate().getPublicKey())
        .isNotEqualTo(SelfSigned.create(NOW).certificate().getPublicKey());
  }

  @Test
  void pinnedTrust_refusesAStranger() throws GeneralSecurityException {
    X509Certificate known = SelfSigned.create(Instant.now()).certificate();
    X509Certificate stranger = SelfSigned.create(Instant.now()).certificate();
    PinnedTrust trust = new PinnedTrust(known);

    assertThatCode(() -> trust.checkClientTrusted(new X509Certificate[] {known}, "EC"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[] {stranger}, "EC"))
        .isInstanceOf(CertificateException.class);
    assertThatThrownBy(() -> trust.checkClientTrusted(new X509Certificate[0], "EC"))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void hostCertificateThatIsNone_isRefused() {
    assertThatThrownBy(() -> MutualTls.with("garbage", NOW))
        .isInstanceOf(CertificateException.class);
  }

  @ParameterizedTest
  @CsvSource({"0,020100", "127,02017f", "128,02020080", "256,02020100"})
  void derInteger_isSigned(int value, String hex) {
    assertThat(HexFormat.of().formatHex(Der.integer(BigInteger.valueOf(value)))).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({"127,2", "128,3", "255,3", "256,4", "70000,5"})
  void derLength_growsWithContent(int length, int headerBytes) {
    assertThat(Der.octets(new byte[length])).hasSize(length + headerBytes);
  }

  @Test
  void derOid_writesBigArcsInBase128() {
    assertThat(HexFormat.of().formatHex(Der.oid("1.2.840.10045.4.3.2")))
        .isEqualTo("06082a8648ce3d040302");
  }
}
