/**
 * The webhook's door: bounded parsing of what Alertmanager sends. Nothing is decided here, only
 * cleaned and counted.
 */
@NullMarked
package io.aionyx.bridge.receive;

import org.jspecify.annotations.NullMarked;
