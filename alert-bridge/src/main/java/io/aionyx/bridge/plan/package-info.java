/**
 * Which action answers which predicted failure: playbooks from YAML, checked when the bridge
 * starts. Actions come from the allow-list, never from an alert.
 */
@NullMarked
package io.aionyx.bridge.plan;

import org.jspecify.annotations.NullMarked;
