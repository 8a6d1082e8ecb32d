/**
 * The Helm chart, rendered by Helm itself and read back as Kubernetes reads it.
 *
 * <p>No cluster is needed; where one is given, the chart is also installed.
 */
@NullMarked
package io.aionyx.app.chart;

import org.jspecify.annotations.NullMarked;
