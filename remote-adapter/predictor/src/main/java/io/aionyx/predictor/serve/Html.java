package io.aionyx.predictor.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text made safe for a page. Label values are whatever a stranger sent. */
final class Html {
  private Html() {}

  static String text(Object value) {
    String raw = String.valueOf(value);
    var safe = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return safe.toString();
  }

  /** A bar filled to a share in [0, 1]. */
  static String bar(double share) {
    return String.format(
        Locale.ROOT,
        "<span class=track><u style=\"width:%.1f%%\"></u></span>",
        100 * Math.clamp(share, 0.0, 1.0));
  }

  static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream("/io/aionyx/predictor/serve/" + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
