package io.aionyx.app;

import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.config.Config;
import io.aionyx.predictor.config.ConfigReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the predictor until it is told to stop. */
@Command(
    name = "serve",
    description = "Run the predictor: takes remote-write, writes failure probabilities back.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without a file the defaults and the AIONYX_* environment variables decide.",
      "POST /-/reload reads models and the changeable part of the file again."
    })
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration, aionyx.yaml.")
  private @Nullable Path file;

  @Option(
      names = "--check-config",
      description = "Only read the configuration, and say what is wrong with it.")
  private boolean checkOnly;

  @Override
  public Integer call() throws InterruptedException {
    var reader = new ConfigReader(System.getenv());
    Path given = file;
    Supplier<Config> read = () -> given == null ? reader.defaults() : reader.read(given);
    Config config = read.get();
    if (checkOnly) {
      System.out.println((given == null ? "defaults" : given) + ": good");
      return 0;
    }
    Logging.use(config.log().format(), config.log().level());
    Predictor predictor = Predictor.start(config, read, InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(predictor), "aionyx-stop"));
    new CountDownLatch(1).await();
    return 0;
  }

  /** A stop that was asked for is a success, whatever signal asked for it. */
  private static void stop(Predictor predictor) {
    predictor.close();
    Runtime.getRuntime().halt(0);
  }
}
