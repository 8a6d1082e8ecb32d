/**
 * The bytes of a snapshot: what the parts of the pipeline write of themselves and read back, value
 * by value, so that a restored pipeline computes what the saved one would have, bit for bit.
 */
@NullMarked
package io.aionyx.core.state;

import org.jspecify.annotations.NullMarked;
