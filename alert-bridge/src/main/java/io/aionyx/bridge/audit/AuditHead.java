package io.aionyx.bridge.audit;

/** The newest record's place and hash; zero and 64 zeros while the chain is empty. */
public record AuditHead(long sequence, String sha256) {

  public static final AuditHead EMPTY = new AuditHead(0, "0".repeat(64));

  /** Reads {@code 17:ab34…}. */
  public static AuditHead parse(String text) {
    if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a head is written SEQUENCE:SHA256: was " + text);
    }
    int colon = text.indexOf(':');
    return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
  }
}
