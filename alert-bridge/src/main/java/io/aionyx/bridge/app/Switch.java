package io.aionyx.bridge.app;

import io.aionyx.bridge.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops all actions at once, or lets them go on. */
abstract class Switch implements Runnable {

  @Mixin private final ApiOptions api = new ApiOptions();

  @Option(names = "--reason", required = true, description = "Reason, for the record")
  private String reason = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  private final String verb;

  Switch(String verb) {
    this.verb = verb;
  }

  @Override
  public void run() {
    api.post("/api/v1/" + verb, Json.object().put("reason", reason));
    spec.commandLine().getOut().println(verb + "d");
    spec.commandLine().getOut().flush();
  }

  @Command(
      name = "pause",
      description = "Stop every action at once.",
      mixinStandardHelpOptions = true)
  static final class Pause extends Switch {
    Pause() {
      super("pause");
    }
  }

  @Command(name = "resume", description = "Let actions go on.", mixinStandardHelpOptions = true)
  static final class Resume extends Switch {
    Resume() {
      super("resume");
    }
  }
}
