package io.aionyx.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.Repository;
import io.aionyx.app.stack.Tool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository's rules and dashboards as the chart carries them. */
class ChartRulesTest {
  private static final String RULES_ON = "rules: {enabled: true}";

  @TempDir Path directory;

  @Test
  void copies_areThoseOfTheRepository() {
    assertCopied("rules", ".yaml");
    assertCopied("dashboards", ".json");
  }

  private static void assertCopied(String folder, String ending) {
    Path copies = Chart.DIRECTORY.resolve("files").resolve(folder);
    List<Path> originals = Repository.list(Repository.path(folder), ending);
    assertThat(Repository.list(copies, ending))
        .as("run the build and commit helm/aionyx/files; delete there what is gone")
        .extracting(Path::getFileName)
        .isEqualTo(originals.stream().map(Path::getFileName).toList());
    for (Path original : originals) {
      assertThat(copies.resolve(original.getFileName())).hasSameTextualContentAs(original);
    }
  }

  @Test
  void rules_withoutTheOperator_areLeftOut() {
    assertThat(Chart.defaults().custom("PrometheusRule")).isEmpty();
    assertThat(Chart.render(RULES_ON).custom("PrometheusRule")).hasSameSizeAs(Repository.rules());
  }

  @Test
  void renderedRules_passPromtool() throws IOException {
    Path promtool = Peers.require(Tool.PROMTOOL);
    List<String> arguments =
        new ArrayList<>(List.of("check", "rules", "--lint=all", "--lint-fatal"));
    for (GenericKubernetesResource rule : Chart.full().custom("PrometheusRule")) {
      Path file = directory.resolve(rule.getMetadata().getName() + ".yaml");
      Files.writeString(file, spec(rule));
      arguments.add(file.toString());
    }

    Command check = Command.run(promtool, arguments);

    assertThat(arguments).hasSize(4 + Repository.rules().size());
    assertThat(check.exitValue()).as(check.output()).isZero();
  }

  @Test
  void ruleValues_changeThresholdsLabelsAndRunbook() {
    List<GenericKubernetesResource> rules = Chart.full().custom("PrometheusRule");

    assertThat(spec(rules, "thresholds")).contains("vector(0.6)").contains("vector(0.7)");
    assertThat(spec(rules, "predictions"))
        .contains("aionyx_remediate: \"true\"")
        .contains("https://wiki.example/runbook#aionyxfailurepredicted");
    assertThat(spec(rules, "watch")).doesNotContain("aionyx_remediate").doesNotContain("github");
    assertThat(rules)
        .allSatisfy(
            rule ->
                assertThat(rule.getMetadata().getLabels())
                    .containsEntry("release", "kube-prometheus-stack"));
  }

  @Test
  void remediation_isNotOptedInByDefault() {
    assertThat(spec(Chart.render(RULES_ON).custom("PrometheusRule"), "predictions"))
        .contains("AionyxFailurePredicted")
        .doesNotContain("aionyx_remediate");
  }

  @Test
  void dashboards_areFoundByGrafanasSidecar() {
    List<ConfigMap> dashboards =
        Chart.defaults().all(ConfigMap.class).stream()
            .filter(map -> map.getMetadata().getName().contains("-dashboard-"))
            .toList();

    assertThat(dashboards)
        .hasSameSizeAs(Repository.list(Repository.path("dashboards"), ".json"))
        .allSatisfy(
            map ->
                assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1"));
  }

  @Test
  void packagedChart_rendersByItself() {
    Chart.helm().packageIt().withDestination(directory).call();

    String rendered =
        new Helm(directory.resolve("aionyx-0.1.0.tgz"))
            .template()
            .withName("aionyx")
            .withKubeVersion("1.31.0")
            .set("rules.enabled", true)
            .call();

    assertThat(Manifests.parse(rendered).custom("PrometheusRule"))
        .hasSameSizeAs(Repository.rules());
  }

  private static String spec(List<GenericKubernetesResource> rules, String file) {
    return rules.stream()
        .filter(rule -> rule.getMetadata().getName().equals("aionyx-" + file))
        .map(ChartRulesTest::spec)
        .findFirst()
        .orElseThrow();
  }

  private static String spec(GenericKubernetesResource rule) {
    return Serialization.asYaml(rule.getAdditionalProperties().get("spec"));
  }
}
