package io.aionyx.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aionyx.app.peers.Repository;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the bridge may do in the cluster: what an action needs, where it is allowed, no more. */
class ChartRightsTest {
  private static Set<String> actions() {
    Map<String, Map<String, Object>> file =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Repository.read(Chart.DIRECTORY.resolve("files/rbac.yaml")));
    return new TreeSet<>(file.getOrDefault("actions", Map.of()).keySet());
  }

  @Test
  void schema_offersExactlyTheActionsWithRights() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Chart.DIRECTORY.resolve("values.schema.json").toFile());
    Set<String> offered = new TreeSet<>();
    schema
        .at("/properties/bridge/properties/actions/properties")
        .fieldNames()
        .forEachRemaining(offered::add);

    assertThat(offered).isEqualTo(actions());
  }

  @ParameterizedTest
  @MethodSource("actions")
  void action_bringsNoWildcardNoSecretsAndNoRightsElsewhere(String action) {
    Manifests manifests = Chart.render(values(action));

    assertThat(rules(manifests))
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.getVerbs())
                  .doesNotContain("*", "deletecollection", "escalate", "bind");
              assertThat(rule.getResources()).doesNotContain("*", "secrets", "pods/exec");
              assertThat(rule.getApiGroups()).doesNotContain("*");
            });
    assertThat(manifests.all(Role.class))
        .extracting(role -> role.getMetadata().getNamespace())
        .isSubsetOf("aionyx", "shop", "search", "kube-system");
    assertThat(manifests.pod("aionyx-bridge").getAutomountServiceAccountToken()).isTrue();
  }

  @Test
  void oneAction_givesItsRightsInEachNamespaceAndNothingInTheCluster() {
    Manifests manifests = Chart.render(values("evict-pod"));

    assertThat(manifests.all(ClusterRole.class)).isEmpty();
    assertThat(manifests.all(Role.class))
        .extracting(role -> role.getMetadata().getNamespace())
        .containsExactlyInAnyOrder("aionyx", "shop", "search");
    assertThat(verbs(manifests, "pods")).containsExactlyInAnyOrder("get", "list");
    assertThat(verbs(manifests, "pods/eviction")).containsExactly("create");
    assertThat(verbs(manifests, "nodes")).isEmpty();
    assertThat(manifests.all(RoleBinding.class))
        .allSatisfy(
            binding ->
                assertThat(binding.getSubjects())
                    .singleElement()
                    .satisfies(s -> assertThat(s.getName()).isEqualTo("aionyx-bridge")));
  }

  @Test
  void actionSwitchedOff_bringsNothing() {
    assertThat(rules(Chart.render("bridge: {enabled: true, actions: {drain-node: false}}")))
        .isEmpty();
  }

  private static String values(String action) {
    return """
    bridge:
      enabled: true
      namespaces: [shop, search]
      webhookTokens: {existingSecret: tokens}
      actions: {%s: true}
    """
        .formatted(action);
  }

  private static List<PolicyRule> rules(Manifests manifests) {
    return Stream.concat(
            manifests.all(Role.class).stream().flatMap(role -> role.getRules().stream()),
            manifests.all(ClusterRole.class).stream().flatMap(role -> role.getRules().stream()))
        .toList();
  }

  private static Set<String> verbs(Manifests manifests, String resource) {
    Set<String> verbs = new TreeSet<>();
    rules(manifests).stream()
        .filter(rule -> rule.getResources().contains(resource))
        .forEach(rule -> verbs.addAll(rule.getVerbs()));
    return verbs;
  }
}
