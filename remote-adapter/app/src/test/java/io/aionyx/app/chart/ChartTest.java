package io.aionyx.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ChartTest {
  private static final String SHARDS = "predictor: {shards: 3}";

  @Test
  void lint_isStrictAndSilent() {
    LintResult result = Chart.helm().lint().strict().call();

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
  }

  @Test
  void defaults_areOnePredictorWithoutRights() {
    assertThat(Chart.render("dashboards: {enabled: false}").names())
        .containsExactlyInAnyOrder(
            "ConfigMap/aionyx-predictor",
            "Deployment/aionyx-predictor",
            "NetworkPolicy/aionyx-predictor",
            "PersistentVolumeClaim/aionyx-predictor",
            "Service/aionyx-predictor",
            "ServiceAccount/aionyx-predictor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        SHARDS,
        "bridge: {enabled: true}",
        "predictor: {persistence: {enabled: false}}",
        "networkPolicy: {enabled: false}",
        "fullnameOverride: risk",
        "serviceMonitor: {enabled: true}",
        "predictor: {image: {digest: 'sha256:"
            + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}}"
      })
  void values_giveObjectsThatKubernetesKnowsWhole(String values) {
    assertWhole(Chart.render(values));
  }

  @Test
  void everythingOn_givesObjectsThatKubernetesKnowsWhole() {
    assertWhole(Chart.full());
  }

  private static void assertWhole(Manifests manifests) {
    assertThat(manifests.objects()).isNotEmpty();
    for (HasMetadata object : manifests.objects()) {
      assertThat(UnknownFields.in(object)).as(object.toString()).isEmpty();
      assertThat(object.getMetadata().getLabels())
          .as(object.toString())
          .containsKeys(
              "app.kubernetes.io/name",
              "app.kubernetes.io/instance",
              "app.kubernetes.io/version",
              "helm.sh/chart");
    }
    assertThat(manifests.objects())
        .extracting(
            object ->
                object.getMetadata().getNamespace()
                    + "/"
                    + object.getKind()
                    + "/"
                    + object.getMetadata().getName())
        .doesNotHaveDuplicates();
  }

  @Test
  void unknownFields_areFoundAtAnyDepth() {
    Manifests misspelt =
        Manifests.parse(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec:
              containers:
                - {name: c, securityContext: {readonlyRootFilesystem: true}}
            """);

    assertThat(UnknownFields.in(misspelt.objects().getFirst()))
        .containsExactly("Pod.Spec.Containers[].SecurityContext.readonlyRootFilesystem");
  }

  @Test
  void pods_meetTheRestrictedStandard() {
    Manifests full = Chart.full();
    Stream<PodSpec> pods =
        full.all(Deployment.class).stream().map(d -> d.getSpec().getTemplate().getSpec());

    assertThat(pods).hasSize(4).allSatisfy(ChartTest::assertRestricted);
  }

  private static void assertRestricted(PodSpec pod) {
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    for (Container container : pod.getContainers()) {
      assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }
  }

  @Test
  void training_writesWhereThePredictorReads() {
    CronJob job = Chart.full().only(CronJob.class, "aionyx-training");
    PodSpec pod = job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();

    assertRestricted(pod);
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getContainers().getFirst().getArgs())
        .containsExactly("train", "--out", "/var/lib/aionyx-models", "--seed", "7");
    assertThat(pod.getVolumes().getFirst().getPersistentVolumeClaim().getClaimName())
        .isEqualTo("aionyx-models");
    assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
  }

  @Test
  void networkPolicies_coverEveryWorkloadBothWays() {
    for (NetworkPolicy policy : Chart.full().all(NetworkPolicy.class)) {
      assertThat(policy.getSpec().getPolicyTypes())
          .as(policy.getMetadata().getName())
          .containsExactly("Ingress", "Egress");
    }
    assertThat(Chart.full().names())
        .contains(
            "NetworkPolicy/aionyx-predictor",
            "NetworkPolicy/aionyx-bridge",
            "NetworkPolicy/aionyx-training");
  }

  @Test
  void nativeCode_isToldToReportNothing() {
    assertThat(Chart.defaults().pod("aionyx-predictor").getContainers().getFirst().getEnv())
        .anyMatch(
            variable ->
                variable.getName().equals("ORT_DISABLE_TELEMETRY")
                    && variable.getValue().equals("1"));
  }

  @Test
  void predictor_holdsNoToken() {
    assertThat(Chart.full().pod("aionyx-predictor-0").getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void selectors_doNotChangeWithTheVersion() {
    for (Deployment deployment : Chart.full().all(Deployment.class)) {
      assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
          .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
      assertThat(deployment.getSpec().getSelector().getMatchLabels())
          .doesNotContainKeys("helm.sh/chart", "app.kubernetes.io/version");
    }
  }

  @Test
  void services_selectThePodsOfTheirShard() {
    Manifests manifests = Chart.render(SHARDS);

    for (Service service : manifests.all(Service.class)) {
      assertThat(
              manifests
                  .only(Deployment.class, service.getMetadata().getName())
                  .getSpec()
                  .getTemplate()
                  .getMetadata()
                  .getLabels())
          .containsAllEntriesOf(service.getSpec().getSelector());
    }
    assertThat(manifests.all(Service.class)).hasSize(3);
  }

  @Test
  void shards_haveTheirOwnDisksAndOneBudget() {
    Manifests manifests = Chart.render(SHARDS);

    assertThat(manifests.all(PersistentVolumeClaim.class)).hasSize(3);
    assertThat(manifests.all(PodDisruptionBudget.class)).hasSize(1);
    assertThat(Chart.defaults().all(PodDisruptionBudget.class)).isEmpty();
  }

  @Test
  void networkPolicy_letsInWhoSendsAndOutToPrometheusOnly() {
    NetworkPolicy policy = Chart.defaults().only(NetworkPolicy.class, "aionyx-predictor");

    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getEgress())
        .hasSize(2)
        .last()
        .satisfies(
            rule -> assertThat(rule.getPorts().getFirst().getPort().getValue()).isEqualTo(9090));
  }

  @Test
  void changedConfiguration_restartsThePod() {
    assertThat(checksum("{}")).isNotEqualTo(checksum("cluster: other"));
  }

  private static @Nullable String checksum(String values) {
    return Chart.render(values)
        .only(Deployment.class, "aionyx-predictor")
        .getSpec()
        .getTemplate()
        .getMetadata()
        .getAnnotations()
        .get("checksum/config");
  }

  @Test
  void configuration_ofTheUserWins() {
    ConfigMap config =
        Chart.render("predictor: {config: {evaluation_interval: 10s, publish: {pods_top: 5}}}")
            .only(ConfigMap.class, "aionyx-predictor");

    assertThat(config.getData().get("aionyx.yaml"))
        .contains("evaluation_interval: 10s", "pods_top: 5")
        .doesNotContain("30s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predictors: {} | predictors",
        "predictor: {replicas: 2} | replicas",
        "predictor: {shards: 0} | shards",
        "predictor: {shards: many} | shards",
        "predictor: {persistence: {size: big}} | size",
        "bridge: {actions: {delete-everything: true}} | delete-everything",
        "bridge: {namespaces: [\"*\"]} | namespaces",
        "prometheus: {url: prometheus} | url",
        "rules: {enabled: perhaps} | enabled",
        "rules: {enabled: true, thresholds: {failure_waning: 0.5}} | no such threshold",
        "bridge: {enabled: true, namespaces: [shop], actions: {evict-pod: true}} | not"
            + " authenticated",
        "bridge: {enabled: true, actions: {evict-pod: true}, webhookTokens: {existingSecret: s}}"
            + " | bridge.namespaces is empty",
        "training: {enabled: true} | predictor.models.existingClaim",
        "training: {schedule: weekly} | schedule",
        "predictor: {shards: 2, persistence: {existingClaim: c}} | cannot be shared",
      })
  void badValues_areRefusedByName(String values, String named) {
    assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(named);
  }

  @Test
  void notes_printTheLinesForPrometheus() {
    assertThat(Chart.notes("{}"))
        .contains(
            """
            remote_write:
              - url: http://aionyx-predictor.aionyx.svc:9201/api/v1/write
            remote_read:
              - url: http://aionyx-predictor.aionyx.svc:9201/api/v1/read
                read_recent: true
            """)
        .contains("--web.enable-remote-write-receiver");
  }

  @Test
  void notes_withShards_printWhatGoesToEach() {
    assertThat(Chart.notes(SHARDS))
        .contains(
            """
              - url: http://aionyx-predictor-2.aionyx.svc:9201/api/v1/write
                write_relabel_configs:
                  - {source_labels: [node], modulus: 3, target_label: __tmp_shard, action: hashmod}
                  - {source_labels: [__name__], regex: kube_pod_owner|kube_replicaset_owner|kube_pod_spec_volumes_persistentvolumeclaims_info, target_label: __tmp_shard, replacement: "2"}
                  - {source_labels: [__tmp_shard], regex: "2", action: keep}
                  - {regex: __tmp_shard, action: labeldrop}
            """);
  }

  @Test
  void notes_forTheOperator_areValuesItKnows() {
    Object values =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(section(Chart.notes(SHARDS), "prometheus:\n", "\n\nShards"));

    assertThat(values)
        .extracting("prometheus.prometheusSpec.remoteRead")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(3);
  }

  private static String section(String text, String from, String to) {
    return text.substring(text.indexOf(from), text.indexOf(to));
  }

  @Test
  void bridge_offByDefault_onlyAdvisesOnceOn() {
    Manifests manifests = Chart.render("bridge: {enabled: true}");

    assertThat(manifests.pod("aionyx-bridge").getAutomountServiceAccountToken()).isFalse();
    assertThat(manifests.only(ConfigMap.class, "aionyx-bridge").getData().get("bridge.yaml"))
        .contains("kubernetes:\n  enabled: false");
    assertThat(manifests.names()).noneMatch(name -> name.contains("Role"));
  }

  @Test
  void serviceMonitor_ofTheBridge_keepsTheEntityLabelsOfItsOutcomes() {
    assertThat(Chart.full().custom("ServiceMonitor"))
        .filteredOn(m -> m.getMetadata().getName().endsWith("-bridge"))
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.<Boolean>get("spec", "endpoints", 0, "honorLabels"))
                    .as(m.toString())
                    .isTrue());
  }
}
