package io.aionyx.app.chart;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Rendered objects, in the order of the templates. */
record Manifests(List<HasMetadata> objects) {
  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
  private static final Pattern CONTENT = Pattern.compile("(?m)^[^#\\s]");

  static Manifests parse(String documents) {
    return new Manifests(
        Arrays.stream(SEPARATOR.split(documents))
            .filter(document -> CONTENT.matcher(document).find())
            .map(document -> KUBERNETES.<HasMetadata>unmarshal(document))
            .toList());
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Objects of a kind that Kubernetes itself does not know. */
  List<GenericKubernetesResource> custom(String kind) {
    return all(GenericKubernetesResource.class).stream()
        .filter(object -> object.getKind().equals(kind))
        .toList();
  }

  <T extends HasMetadata> T only(Class<T> type, String name) {
    return all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
  }

  PodSpec pod(String deployment) {
    return only(Deployment.class, deployment).getSpec().getTemplate().getSpec();
  }

  List<String> names() {
    return objects.stream()
        .map(object -> object.getKind() + "/" + object.getMetadata().getName())
        .toList();
  }
}
