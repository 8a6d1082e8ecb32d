package io.aionyx.bridge.app;

import io.aionyx.bridge.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code aionyx-bridge}. */
@Command(
    name = "aionyx-bridge",
    description = "From a predicted failure to a safe, verified, audited action.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      Serve.class,
      Simulate.class,
      Demo.class,
      Approvals.class,
      Decide.Approve.class,
      Decide.Deny.class,
      Switch.Pause.class,
      Switch.Resume.class,
      History.class,
      Audit.class,
      Check.class,
      Rbac.class
    })
public final class Main {

  /** Prints the version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"aionyx-bridge " + BuildInfo.VERSION};
    }
  }

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** Exit status 2 stands for wrong usage or configuration, 1 for a failure. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println(line.getColorScheme().errorText(message(e)));
              return e instanceof ConfigException ? 2 : 1;
            });
  }

  private static String message(Exception e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    return e.getCause() == null ? text : text + ": " + e.getCause();
  }
}
