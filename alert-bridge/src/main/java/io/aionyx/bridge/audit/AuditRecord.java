package io.aionyx.bridge.audit;

/**
 * One stored line of the chain.
 *
 * @param body canonical JSON holding its own sequence, time, kind, subject and details
 * @param sha256 hash over the hash before and this body
 */
public record AuditRecord(long sequence, String body, String sha256) {}
