/**
 * The main job in a minute: a simulated cluster, replayed through the real door of a real
 * predictor, with a live table and an honest account at the end.
 */
@NullMarked
package io.aionyx.app.demo;

import org.jspecify.annotations.NullMarked;
