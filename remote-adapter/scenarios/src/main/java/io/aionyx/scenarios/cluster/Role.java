package io.aionyx.scenarios.cluster;

/** What a workload is for, which decides its resources. */
public enum Role {
  FRONTEND,
  API,
  CACHE,
  DATABASE,
  WORKER
}
