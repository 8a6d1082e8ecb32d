/**
 * The only package that imports the Kubernetes client: the cluster port over HTTP and the leader
 * lease.
 */
@NullMarked
package io.aionyx.bridge.kube;

import org.jspecify.annotations.NullMarked;
