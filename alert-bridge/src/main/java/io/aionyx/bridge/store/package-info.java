/**
 * The bridge's memory: one SQLite file with the alert queue, the remediations and the approvals. A
 * state change and its audit record are one transaction.
 */
@NullMarked
package io.aionyx.bridge.store;

import org.jspecify.annotations.NullMarked;
