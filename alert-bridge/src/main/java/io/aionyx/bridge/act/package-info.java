/**
 * The actions the bridge knows, and no others. Each says what rights it needs, looks before it
 * acts, rehearses on the server, acts, verifies and takes back.
 */
@NullMarked
package io.aionyx.bridge.act;

import org.jspecify.annotations.NullMarked;
