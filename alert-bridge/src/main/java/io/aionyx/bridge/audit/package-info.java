/**
 * What the bridge did and why, as a chain of hashed records. A changed, removed or reordered record
 * breaks the chain at a place that verification names.
 */
@NullMarked
package io.aionyx.bridge.audit;

import org.jspecify.annotations.NullMarked;
