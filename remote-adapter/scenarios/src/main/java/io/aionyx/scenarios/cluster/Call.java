package io.aionyx.scenarios.cluster;

/** One edge of the call graph: how many calls to the callee a request of the caller makes. */
public record Call(int callee, double perRequest) {}
