package io.aionyx.bridge.app;

import io.aionyx.bridge.act.Actions;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.plan.Playbooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads everything a start would read. */
@Command(
    name = "check",
    description = "Check configuration, playbooks and delegate templates without starting.",
    mixinStandardHelpOptions = true)
final class Check implements Runnable {

  @Mixin private final ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    BridgeConfig settings = config.load();
    Actions actions =
        new Actions(new NoCluster(), settings.kubernetes().namespace(), settings.delegates());
    int playbooks = Playbooks.load(settings, actions).all().size();
    spec.commandLine()
        .getOut()
        .println("ok: " + playbooks + " playbooks, " + actions.ids().size() + " actions");
    spec.commandLine().getOut().flush();
  }
}
