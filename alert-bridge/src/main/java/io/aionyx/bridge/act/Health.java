package io.aionyx.bridge.act;

/** What the Kubernetes API says about the effect of a change. */
public sealed interface Health {

  String reason();

  record Healthy(String reason) implements Health {}

  /** Not well yet; may still become so. */
  record NotYet(String reason) implements Health {}

  /** Will not become well by waiting. */
  record Broken(String reason) implements Health {}
}
