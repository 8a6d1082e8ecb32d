package io.aionyx.bridge.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Work the bridge hands to others: a Job in its own namespace, or a signed call. */
public sealed interface DelegateConfig {

  /** The action's id is {@code job:<name>} or {@code webhook:<name>}. */
  String name();

  /** How long the work may take. */
  Duration deadline();

  /**
   * @param template a file holding a Kubernetes Job, usually a mounted ConfigMap
   * @param rollbackTemplate the Job that takes the work back
   */
  record Job(String name, Path template, Optional<Path> rollbackTemplate, Duration deadline)
      implements DelegateConfig {}

  /**
   * @param secretFile the shared secret of the signature
   * @param statusUrl polled until the work is done; {@code {id}} stands for the idempotency key
   */
  record Webhook(
      String name,
      URI url,
      Path secretFile,
      Optional<String> statusUrl,
      Optional<URI> rollbackUrl,
      Duration deadline)
      implements DelegateConfig {}

  static Job job(Section s) {
    Job job =
        new Job(
            name(s),
            Path.of(s.required("template")),
            Endpoint.file(s, "rollback_template"),
            s.duration("deadline", Duration.ofMinutes(10)));
    s.done();
    return job;
  }

  static Webhook webhook(Section s) {
    s.required("url");
    Webhook webhook =
        new Webhook(
            name(s),
            s.as("url", URI.create("http://unset"), URI::create),
            Path.of(s.required("secret_file")),
            optional(s, "status_url"),
            optional(s, "rollback_url").map(URI::create),
            s.duration("deadline", Duration.ofMinutes(10)));
    s.done();
    return webhook;
  }

  private static String name(Section s) {
    String name = s.required("name");
    if (!name.matches("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?")) {
      throw s.error("name", "must be lower-case letters, digits and dashes: was " + name);
    }
    return name;
  }

  private static Optional<String> optional(Section s, String key) {
    String text = s.text(key, "");
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
