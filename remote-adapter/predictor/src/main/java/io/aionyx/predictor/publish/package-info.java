/**
 * From an evaluation to series in Prometheus: what is worth writing, under which names, and how it
 * gets there. Nothing here is ever stamped later than now or out of order.
 */
@NullMarked
package io.aionyx.predictor.publish;

import org.jspecify.annotations.NullMarked;
