package io.aionyx.bridge.app;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.act.Card;
import io.aionyx.bridge.cluster.Rule;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the rights each action needs, in the form of {@code rbac.yaml}. */
@Command(
    name = "rbac",
    description = "Print the Kubernetes rights each action needs.",
    mixinStandardHelpOptions = true)
final class Rbac implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().print(text());
    spec.commandLine().getOut().flush();
  }

  /** Delegated Jobs need the same rights whatever they are called: {@code job}. */
  static String text() {
    StringBuilder yaml = new StringBuilder("# Rights per action; printed by: aionyx-bridge rbac\n");
    for (Card card : new Actions(new NoCluster(), "aionyx", List.of()).cards()) {
      if (!card.rules().isEmpty()) {
        action(yaml, card.id(), card.rules());
      }
    }
    action(yaml, "job", List.of(Rule.of(io.aionyx.bridge.cluster.Resource.JOBS, "create", "get")));
    action(yaml, "leader-election", List.of(LEASES));
    return yaml.toString();
  }

  private static final Rule LEASES =
      new Rule(
          "coordination.k8s.io",
          "leases",
          new java.util.TreeSet<>(List.of("create", "get", "patch", "update")));

  private static void action(StringBuilder yaml, String id, List<Rule> rules) {
    yaml.append(id).append(":\n");
    for (Rule rule : rules) {
      yaml.append("  - {apiGroups: [\"")
          .append(rule.group())
          .append("\"], resources: [\"")
          .append(rule.resource())
          .append("\"], verbs: [")
          .append(String.join(", ", rule.verbs()))
          .append("]}\n");
    }
  }
}
