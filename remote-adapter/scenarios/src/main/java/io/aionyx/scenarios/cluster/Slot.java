package io.aionyx.scenarios.cluster;

/**
 * A place for a pod: replica {@code ordinal} of a workload. Pods come and go in it under new names.
 *
 * @param node where its first pod runs
 */
public record Slot(int index, Workload workload, int ordinal, int node) {}
