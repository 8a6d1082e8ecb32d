/**
 * Readers of labelled public data sets, as plain arrays and as histories. The data are not part of
 * the project: where their folder is absent, whoever needs it says so.
 */
@NullMarked
package io.aionyx.scenarios.datasets;

import org.jspecify.annotations.NullMarked;
