package io.aionyx.bridge.act;

import io.aionyx.bridge.cluster.ClusterException;

/** Makes the failure for an object that was there a moment ago. */
final class Gone {

  private Gone() {}

  static ClusterException now() {
    return new ClusterException(ClusterException.Fault.NOT_FOUND, "the object is gone");
  }
}
