/** Predicted failures as regions on every dashboard, written through Grafana's annotations API. */
@NullMarked
package io.aionyx.predictor.annotate;

import org.jspecify.annotations.NullMarked;
