/**
 * The bridge's nouns: alerts, targets, predictions, modes, phases and remediations. They know no
 * protocol and do no I/O.
 */
@NullMarked
package io.aionyx.bridge.domain;

import org.jspecify.annotations.NullMarked;
