package io.aionyx.app;

import io.aionyx.core.model.ModelRefusedException;
import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code aionyx}. Ends with 0 on success, 2 for wrong usage or configuration, 1 for
 * everything else that went wrong.
 */
@Command(
    name = "aionyx",
    description = "Predicts Kubernetes failures from the series that Prometheus already has.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      DoctorCommand.class,
      ServeCommand.class,
      TrainCommand.class,
      BacktestCommand.class,
      SimulateCommand.class
    },
    footer = {"", "Start with:  aionyx demo"})
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    Logging.use(Config.Log.Format.TEXT, Config.Log.Level.ERROR);
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(failures())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  private static IExecutionExceptionHandler failures() {
    return (e, command, _) -> {
      command.getErr().println("aionyx " + command.getCommandName() + ": " + reason(e));
      return e instanceof ConfigException || e instanceof ModelRefusedException ? 2 : 1;
    };
  }

  /** The innermost cause says what happened; what is wrapped around it says where. */
  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String outer = String.valueOf(e.getMessage());
    String inner = String.valueOf(root.getMessage());
    return outer.contains(inner) ? outer : outer + ": " + inner;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"aionyx " + (version == null ? "unpackaged" : version)};
    }
  }
}
