/**
 * The one port: webhook, approvals, history, page and metrics, each behind its own kind of
 * credential.
 */
@NullMarked
package io.aionyx.bridge.http;

import org.jspecify.annotations.NullMarked;
