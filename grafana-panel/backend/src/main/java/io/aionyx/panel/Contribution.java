package io.aionyx.panel;

/**
 * A feature's share in a score, with the value behind it and what is usual.
 *
 * @param direction {@code high} or {@code low}
 * @param value NaN when not told, as is {@code usual}
 */
record Contribution(
    String feature, String direction, double share, double value, double usual, String unit) {}
