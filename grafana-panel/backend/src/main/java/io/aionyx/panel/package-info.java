/**
 * The back end of the Grafana app: asks predictor and bridge on behalf of a user whom Grafana
 * vouches for, and answers the app's pages, panels, annotations and live channels. Keeps nothing
 * but the latest predictions, for a few seconds.
 */
@NullMarked
package io.aionyx.panel;

import org.jspecify.annotations.NullMarked;
