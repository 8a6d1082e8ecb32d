package io.aionyx.bridge.act;

import io.aionyx.bridge.cluster.ClusterException;

/** Makes the failure for an object that is no longer the one that was looked at. */
final class Changed {

  private Changed() {}

  static ClusterException since(String what) {
    return new ClusterException(ClusterException.Fault.CONFLICT, what + " changed meanwhile");
  }
}
