package io.aionyx.core;

/**
 * How far a feature has moved from what its model was trained on.
 *
 * @param score population stability index: below 0.1 is calm, above 0.25 another population
 */
public record Drift(String model, String feature, double score) {}
