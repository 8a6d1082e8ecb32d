package io.aionyx.core;

import io.aionyx.core.signals.Entity;

/**
 * How unusual an entity looks to one detector, whether or not that means trouble.
 *
 * @param score above 1 is anomalous
 */
public record Anomaly(Entity entity, String detector, double score) {}
