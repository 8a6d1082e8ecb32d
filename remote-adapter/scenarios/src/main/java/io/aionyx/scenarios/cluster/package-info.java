/**
 * What a world consists of before anything happens in it: nodes, workloads, the pods' places and
 * who calls whom.
 */
@NullMarked
package io.aionyx.scenarios.cluster;

import org.jspecify.annotations.NullMarked;
