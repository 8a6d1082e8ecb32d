/**
 * What Prometheus would scrape of a world: the series of the exporters that a cluster commonly
 * runs, under their own names and labels, with the gaps and stale markers of real scrapes.
 */
@NullMarked
package io.aionyx.scenarios.exporters;

import org.jspecify.annotations.NullMarked;
