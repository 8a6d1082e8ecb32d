/** JSON in one dialect: canonical for hashing, bounded for strangers. */
@NullMarked
package io.aionyx.bridge.json;

import org.jspecify.annotations.NullMarked;
