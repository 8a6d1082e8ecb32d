package io.aionyx.bridge.domain;

import java.util.Locale;

/** How far the bridge may go on its own. */
public enum Mode {
  /** Plan and record; tell nobody. */
  SHADOW,
  /** Recommend on the page, in the history and in the metrics. */
  ADVISE,
  /** Act once a person has agreed. */
  APPROVE,
  /** Act alone, where the measured precision allows it. */
  AUTOPILOT;

  /** As written in configuration, labels and pages. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Mode of(String text) {
    for (Mode mode : values()) {
      if (mode.text().equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "mode must be shadow, advise, approve or autopilot: was " + Printable.of(text));
  }
}
