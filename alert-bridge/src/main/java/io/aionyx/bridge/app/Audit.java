package io.aionyx.bridge.app;

import io.aionyx.bridge.audit.AuditHead;
import io.aionyx.bridge.audit.AuditVerifier;
import io.aionyx.bridge.config.BridgeConfig;
import io.aionyx.bridge.prom.HttpMetrics;
import io.aionyx.bridge.prom.Sample;
import io.aionyx.bridge.store.Database;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Groups the commands on the audit chain. */
@Command(
    name = "audit",
    description = "Check the audit chain.",
    mixinStandardHelpOptions = true,
    subcommands = Audit.Verify.class)
final class Audit {

  /** Walks the chain and compares it with the heads Prometheus saw. */
  @Command(
      name = "verify",
      description = "Find altered, removed or reordered audit records and name them.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {

    @Mixin private final ConfigOption config = new ConfigOption();

    @Option(
        names = "--head",
        description = "A head that somebody kept, as SEQUENCE:SHA256; may be repeated")
    private List<String> heads = new ArrayList<>();

    @Option(
        names = "--witness",
        description = "Also ask the configured Prometheus for the heads it saw in 30 days")
    private boolean witness;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      BridgeConfig settings = config.load();
      List<AuditHead> witnesses = new ArrayList<>(heads.stream().map(AuditHead::parse).toList());
      if (witness) {
        witnesses.addAll(seenByPrometheus(settings));
      }
      try (Database database = Database.openExisting(settings.storage())) {
        return print(AuditVerifier.verify(database, witnesses), witnesses.size());
      }
    }

    private static List<AuditHead> seenByPrometheus(BridgeConfig settings) {
      HttpMetrics prometheus =
          new HttpMetrics(
              settings
                  .prometheus()
                  .orElseThrow(() -> new IllegalArgumentException("prometheus.url is not set")));
      List<Sample> seen = prometheus.query("last_over_time(aionyx_audit_head_info[30d])");
      return seen.stream()
          .map(s -> AuditHead.parse(s.label("sequence") + ":" + s.label("sha256")))
          .filter(head -> head.sequence() > 0)
          .toList();
    }

    private int print(AuditVerifier.Report report, int witnesses) {
      PrintWriter out = spec.commandLine().getOut();
      report.problems().forEach(problem -> out.println("BROKEN: " + problem));
      out.printf(
          "%s: %d records, %d witnessed heads, head %d:%s%n",
          report.valid() ? "valid" : "BROKEN",
          report.records(),
          witnesses,
          report.head().sequence(),
          report.head().sha256());
      out.flush();
      return report.valid() ? 0 : 1;
    }
  }
}
