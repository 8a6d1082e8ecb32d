package io.aionyx.core.features;

import io.aionyx.core.signals.Tier;

/** The spans features are computed over, and the slots that hold them. */
enum Window {
  M5("5m", Tier.FINE, 10),
  M10("10m", Tier.FINE, 20),
  M30("30m", Tier.FINE, 60),
  H2("2h", Tier.MEDIUM, 60),
  H24("24h", Tier.COARSE, 96);

  final String label;
  final Tier tier;
  final int slots;

  Window(String label, Tier tier, int slots) {
    this.label = label;
    this.tier = tier;
    this.slots = slots;
  }

  double hours() {
    return slots * tier.slotMillis() / 3_600_000.0;
  }
}
