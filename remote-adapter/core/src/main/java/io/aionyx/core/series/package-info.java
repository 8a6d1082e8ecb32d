/**
 * Label sets and the samples behind them. A series is known by its ref, an int handed out in
 * arrival order; nothing above this package sees how samples are kept.
 */
@NullMarked
package io.aionyx.core.series;

import org.jspecify.annotations.NullMarked;
