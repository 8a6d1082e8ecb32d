/**
 * Carries a remediation from alert to outcome, one class per phase. Every move is one transaction
 * with its audit record; what a crash interrupts is looked at, never repeated.
 */
@NullMarked
package io.aionyx.bridge.flow;

import org.jspecify.annotations.NullMarked;
