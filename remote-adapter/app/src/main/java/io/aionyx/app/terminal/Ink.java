package io.aionyx.app.terminal;

import java.util.Locale;

/** Colour and width for terminal text. */
public enum Ink {
  PLAIN("0"),
  BOLD("1"),
  FAINT("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  public String of(String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }

  /** Cut or padded to a width; a cut shows. */
  public static String fit(String text, int width) {
    if (text.length() > width) {
      return text.substring(0, Math.max(0, width - 1)) + "…";
    }
    return String.format(Locale.ROOT, "%-" + Math.max(1, width) + "s", text);
  }

  /** A bar of so many cells, filled by eighths of a cell. */
  public static String bar(double share, int cells) {
    int eighths = (int) Math.round(Math.clamp(share, 0.0, 1.0) * cells * 8);
    var bar = new StringBuilder("█".repeat(eighths / 8));
    if (eighths % 8 > 0) {
      bar.append(EIGHTHS.charAt(eighths % 8));
    }
    return bar + "·".repeat(cells - bar.length());
  }
}
