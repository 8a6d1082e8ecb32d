package io.aionyx.bridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what happened, newest first. */
@Command(
    name = "history",
    description = "Show recent remediations.",
    mixinStandardHelpOptions = true)
final class History implements Runnable {

  @Mixin private final ApiOptions api = new ApiOptions();

  @Option(names = "--limit", description = "How many (default: ${DEFAULT-VALUE})")
  private int limit = 20;

  @Option(names = "--gates", description = "Show what each gate said")
  private boolean gates;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (JsonNode r : api.get("/api/v1/history?limit=" + limit)) {
      out.printf(
          "%s  %-17s %-18s %s %s%n    %s%n",
          r.path("updated_at").asText(),
          r.path("phase").asText(),
          r.path("action").asText(),
          r.path("entity_kind").asText(),
          r.path("entity"),
          r.path("reason").asText());
      if (gates) {
        r.path("gates").forEach(g -> gate(out, g));
      }
    }
    out.flush();
  }

  private static void gate(PrintWriter out, JsonNode g) {
    out.printf(
        "      %-13s %-8s %s%n",
        g.path("gate").asText(), g.path("verdict").asText(), g.path("reason").asText());
  }
}
