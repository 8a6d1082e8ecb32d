/**
 * What the bridge may ask of a Kubernetes API, in six calls on JSON objects. Each call maps to one
 * verb on one resource, so that the rights an action needs can be read off its calls.
 */
@NullMarked
package io.aionyx.bridge.cluster;

import org.jspecify.annotations.NullMarked;
