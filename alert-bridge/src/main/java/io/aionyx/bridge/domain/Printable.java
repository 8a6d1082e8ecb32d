package io.aionyx.bridge.domain;

/** Makes hostile text safe to show: no control characters, no more than 120 characters. */
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
}
