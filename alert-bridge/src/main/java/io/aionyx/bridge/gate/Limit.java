package io.aionyx.bridge.gate;

/**
 * A gate that compares with the bridge's own memory only. Limits are asked once more inside the
 * transaction that starts the action, so that two plans can never pass on the same free place.
 */
interface Limit extends Gate {}
