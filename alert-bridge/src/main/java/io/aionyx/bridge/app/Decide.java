package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.aionyx.bridge.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says yes or no to one plan. */
abstract class Decide implements Runnable {

  @Mixin private final ApiOptions api = new ApiOptions();

  @Parameters(paramLabel = "ID", description = "Remediation, as listed by approvals")
  private String id = "";

  @Option(names = "--plan", required = true, description = "Hash of the plan you read")
  private String plan = "";

  @Option(names = "--reason", required = true, description = "Reason, for the record")
  private String reason = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  private final String decision;

  Decide(String decision) {
    this.decision = decision;
  }

  @Override
  public void run() {
    JsonNode r =
        api.post(
            "/api/v1/approvals",
            Json.object()
                .put("id", id)
                .put("plan", plan)
                .put("decision", decision)
                .put("reason", reason));
    spec.commandLine().getOut().println(decision + " recorded for " + r.path("action").asText());
    spec.commandLine().getOut().flush();
  }

  @Command(name = "approve", description = "Agree to a plan.", mixinStandardHelpOptions = true)
  static final class Approve extends Decide {
    Approve() {
      super("approve");
    }
  }

  @Command(name = "deny", description = "Refuse a plan.", mixinStandardHelpOptions = true)
  static final class Deny extends Decide {
    Deny() {
      super("deny");
    }
  }
}
