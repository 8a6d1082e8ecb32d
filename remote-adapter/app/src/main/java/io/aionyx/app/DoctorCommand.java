package io.aionyx.app;

import io.aionyx.app.doctor.Doctor;
import io.aionyx.app.doctor.Doctor.Patient;
import io.aionyx.app.doctor.Finding;
import io.aionyx.app.doctor.Report;
import io.aionyx.app.stack.ShippedRules;
import io.aionyx.app.terminal.Terminal;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.predictor.Predictor;
import io.aionyx.predictor.config.ConfigException;
import io.aionyx.predictor.config.YamlDocument;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at a stack and says what is missing, each time with the fix. */
@Command(
    name = "doctor",
    description = "Look at Prometheus and what is around it; say what is missing, with the fix.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Only asks, changes nothing. Ends with 0 when nothing is broken, with 1 otherwise.",
      "Without --predictor it is looked for behind the remote_write entries of Prometheus."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--prometheus", required = true, paramLabel = "URL", description = "Prometheus.")
  private URI prometheus = URI.create("");

  @Option(names = "--predictor", paramLabel = "URL", description = "The predictor.")
  private @Nullable URI predictor;

  @Option(names = "--alertmanager", paramLabel = "URL", description = "Alertmanager.")
  private @Nullable URI alertmanager;

  @Option(names = "--grafana", paramLabel = "URL", description = "Grafana; needs a token.")
  private @Nullable URI grafana;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Also look at the chart's objects in the current context of FILE.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--token-file",
      paramLabel = "PEER=FILE",
      description = "Bearer token for prometheus, predictor, alertmanager or grafana; repeatable.")
  private Map<String, Path> tokenFiles = new TreeMap<>();

  @Option(
      names = "--signals",
      paramLabel = "FILE",
      description = "The signal catalogue in use, where it is not the shipped one.")
  private @Nullable Path signals;

  @Override
  public Integer call() throws IOException {
    var patient =
        new Patient(
            url("--prometheus", prometheus),
            Optional.ofNullable(predictor).map(url -> url("--predictor", url)),
            Optional.ofNullable(alertmanager).map(url -> url("--alertmanager", url)),
            Optional.ofNullable(grafana).map(url -> url("--grafana", url)),
            Optional.ofNullable(kubeconfig),
            tokens());
    try (Doctor doctor = new Doctor(patient, InstantSource.system())) {
      List<Finding> findings = doctor.examine(catalog(), ShippedRules.names());
      Terminal terminal = Terminal.ofSystem();
      Report.lines(findings).forEach(terminal::print);
      return Report.isHealthy(findings) ? 0 : 1;
    }
  }

  private SignalCatalog catalog() {
    return signals == null
        ? Predictor.shippedCatalog()
        : SignalCatalog.of(YamlDocument.read(signals).plain());
  }

  private Map<String, String> tokens() throws IOException {
    var tokens = new TreeMap<String, String>();
    for (Map.Entry<String, Path> entry : tokenFiles.entrySet()) {
      tokens.put(entry.getKey(), Files.readString(entry.getValue()).strip());
    }
    return tokens;
  }

  private static URI url(String option, URI given) {
    if (given.getHost() == null || !String.valueOf(given.getScheme()).startsWith("http")) {
      throw new ConfigException(option + " must be an http or https URL: was " + given);
    }
    return given;
  }
}
