package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what waits for a person. */
@Command(
    name = "approvals",
    description = "List the plans that wait for a person.",
    mixinStandardHelpOptions = true)
final class Approvals implements Runnable {

  @Mixin private final ApiOptions api = new ApiOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode waiting = api.get("/api/v1/approvals");
    if (waiting.isEmpty()) {
      out.println("Nothing waits.");
    }
    for (JsonNode r : waiting) {
      out.printf(
          "%s  %s on %s/%s %s%n  predicted %s within %s, lower bound %s%n  %s%n"
              + "  expires %s%n  aionyx-bridge approve %s --plan %s --reason \"…\"%n",
          r.path("id").asText(),
          r.path("action").asText(),
          r.path("cluster").asText("-"),
          r.path("entity_kind").asText(),
          r.path("entity"),
          r.path("failure_mode").asText(),
          r.path("horizon").asText(),
          r.path("probability_lower").asText("?"),
          r.path("reason").asText(),
          r.path("next_at").asText(),
          r.path("id").asText(),
          r.path("plan").asText());
    }
    out.flush();
  }
}
