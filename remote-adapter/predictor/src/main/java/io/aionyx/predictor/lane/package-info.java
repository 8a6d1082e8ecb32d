/** Whether what the read door serves reaches those who ask Prometheus, and if not, why. */
@NullMarked
package io.aionyx.predictor.lane;

import org.jspecify.annotations.NullMarked;
