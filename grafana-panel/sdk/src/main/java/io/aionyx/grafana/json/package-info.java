/** JSON in and out, for settings, queries, answers and the metadata of frames. */
@NullMarked
package io.aionyx.grafana.json;

import org.jspecify.annotations.NullMarked;
