package io.aionyx.predictor.receive;

/**
 * Makes equal label texts one object. A cluster repeats its few thousand names and values in a
 * hundred thousand series, where each copy would be most of what a series costs.
 *
 * <p>A fixed table of the texts seen last, one a slot: what is pushed out by another is shared no
 * longer, which costs memory and nothing else. So it needs no bound, no sweep and no lock; threads
 * that race for a slot each get an equal text.
 */
final class SharedTexts {
  private static final int SLOTS = 1 << 16;

  private final String[] slots = new String[SLOTS];

  String share(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    String known = slots[slot];
    if (text.equals(known)) {
      return known;
    }
    slots[slot] = text;
    return text;
  }
}
