package io.aionyx.bridge.domain;

import java.util.Locale;

/** What an action disturbs; rate limits and budgets are set per impact. */
public enum Impact {
  POD,
  WORKLOAD,
  NODE,
  /** Network rules, certificates and credentials. */
  NETWORK,
  /** Work handed to a user's Job or webhook. */
  DELEGATED;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
