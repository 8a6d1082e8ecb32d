/**
 * Seeded randomness: one generator per purpose, so that changing one part of a world leaves the
 * rest of it as it was. Noise has the tails and the memory of real monitoring data.
 */
@NullMarked
package io.aionyx.scenarios.random;

import org.jspecify.annotations.NullMarked;
