package io.aionyx.app.doctor;

import java.util.Collection;
import java.util.Optional;

/**
 * All that was read before anything is judged.
 *
 * @param needs of the signal catalogue in use
 * @param shippedRules names of alerts and records
 */
record Evidence(
    Needs needs,
    Collection<String> shippedRules,
    PrometheusFacts prometheus,
    Optional<PredictorFacts> predictor,
    Optional<AlertmanagerFacts> alertmanager,
    Optional<GrafanaFacts> grafana,
    Optional<ClusterFacts> cluster) {}
