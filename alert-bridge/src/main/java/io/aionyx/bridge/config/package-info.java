/** Reads bridge.yaml into checked records. Every error names the key and the line it stands on. */
@NullMarked
package io.aionyx.bridge.config;

import org.jspecify.annotations.NullMarked;
