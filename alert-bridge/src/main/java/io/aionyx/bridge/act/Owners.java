package io.aionyx.bridge.act;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Tools that would overwrite a change, or whose records it would falsify. */
final class Owners {

  private Owners() {}

  static Optional<String> of(JsonNode object) {
    if (!Manifest.annotation(object, "meta.helm.sh/release-name").isEmpty()) {
      return Optional.of("Helm");
    }
    if (!Manifest.annotation(object, "argocd.argoproj.io/tracking-id").isEmpty()
        || !Manifest.label(object, "argocd.argoproj.io/instance").isEmpty()) {
      return Optional.of("Argo CD");
    }
    if (!Manifest.label(object, "kustomize.toolkit.fluxcd.io/name").isEmpty()
        || !Manifest.label(object, "helm.toolkit.fluxcd.io/name").isEmpty()) {
      return Optional.of("Flux");
    }
    return Optional.empty();
  }
}
