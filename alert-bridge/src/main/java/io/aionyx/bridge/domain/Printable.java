package io.aionyx.bridge.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Text and numbers for people; hostile text without control characters, and not too long. */
public final class Printable {

  private static final int MAX_CHARS = 120;

  private Printable() {}

  public static String of(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints().limit(MAX_CHARS).forEach(c -> append(shown, c));
    return shown.append(text.length() > MAX_CHARS ? "…\"" : "\"").toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT) {
      shown.append(String.format("\\u%04x", codePoint));
    } else {
      shown.appendCodePoint(codePoint);
    }
  }

  /** A share with three digits at the most: 0.953, 0.5. */
  public static String of(double share) {
    return BigDecimal.valueOf(share)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
