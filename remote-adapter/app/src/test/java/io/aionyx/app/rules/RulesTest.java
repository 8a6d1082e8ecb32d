package io.aionyx.app.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.Repository;
import io.aionyx.app.stack.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RulesTest {
  private static final Path TESTS = Repository.path("rules/tests");
  private static final Pattern RECORDED = Pattern.compile("\\w+:\\w+:\\w+");

  private final SeriesList series = new SeriesList();
  private final List<Rule> alerts = Rule.all(Rule.Kind.ALERT);

  @Test
  void rules_areCorrectAndWithoutLint() {
    List<String> arguments = new ArrayList<>(List.of("check", "rules"));
    arguments.addAll(List.of("--lint=all", "--lint-fatal"));
    Repository.rules().forEach(file -> arguments.add(file.toString()));

    Command check = Command.run(Peers.require(Tool.PROMTOOL), arguments);

    assertThat(check.exitValue()).as(check.output()).isZero();
    assertThat(check.output()).contains("SUCCESS").doesNotContain("FAILED");
  }

  @TestFactory
  Stream<DynamicTest> unitTests_pass() {
    Path promtool = Peers.require(Tool.PROMTOOL);
    return Repository.list(TESTS, ".yaml").stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> passes(promtool, file)));
  }

  private static void passes(Path promtool, Path file) {
    Command run = Command.run(promtool, List.of("test", "rules", file.toString()));
    assertThat(run.exitValue()).as(run.output()).isZero();
  }

  @Test
  void exampleRouting_isAcceptedAndKeepsOnCall() {
    Path amtool = Peers.require(Tool.AMTOOL);
    String file = Repository.path("rules/examples/alertmanager.yaml").toString();

    assertThat(Command.run(amtool, List.of("check-config", file)).exitValue()).isZero();
    assertThat(route(amtool, file, "alertname=AionyxFailurePredicted", "severity=critical"))
        .isEqualTo("aionyx-bridge,oncall");
    assertThat(route(amtool, file, "alertname=KubePodCrashLooping", "severity=warning"))
        .isEqualTo("oncall");
  }

  private static String route(Path amtool, String file, String... labels) {
    List<String> arguments =
        new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + file));
    arguments.addAll(List.of(labels));
    return Command.run(amtool, arguments).output().lines().toList().getLast();
  }

  @Test
  void rules_nameOnlySeriesThatExist() {
    assertThat(series.size()).isGreaterThanOrEqualTo(71);
    for (Rule rule : everyRule()) {
      assertThat(series.unknownIn(rule.expression())).as(rule.toString()).isEmpty();
      assertThat(series.unknownIn(String.join("\n", rule.annotations().values())))
          .as(rule.toString())
          .isEmpty();
    }
  }

  @Test
  void seriesList_findsAMisspeltName() {
    assertThat(series.unknownIn("max(aionyx_failure_probabilty) > 1"))
        .containsExactly("aionyx_failure_probabilty");
  }

  @Test
  void rules_useOnlyRecordedSeriesThatARuleRecords() {
    Set<String> recorded =
        Rule.all(Rule.Kind.RECORD).stream().map(Rule::name).collect(Collectors.toSet());
    for (Rule rule : everyRule()) {
      Matcher used = RECORDED.matcher(rule.expression());
      assertThat(used.results().map(match -> match.group()).toList())
          .as(rule.toString())
          .isSubsetOf(recorded);
    }
  }

  @Test
  void alerts_sayWhatHowBadAndWhatToDo() {
    assertThat(alerts).hasSizeGreaterThan(30);
    for (Rule alert : alerts) {
      assertThat(alert.labels().get("severity"))
          .as(alert.toString())
          .isIn("critical", "warning", "info");
      assertThat(alert.annotations().get("summary"))
          .as(alert.toString())
          .endsWith(".")
          .doesNotContain("{{");
      assertThat(alert.annotations().get("description")).as(alert.toString()).isNotBlank();
      assertThat(alert.annotations().get("runbook_url"))
          .as(alert.toString())
          .endsWith("rules/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void alerts_eachHaveARunbookEntryAndNoEntryIsOrphaned() {
    Set<String> headings =
        Repository.read(Repository.path("rules/runbook.md"))
            .lines()
            .filter(line -> line.startsWith("## Aionyx"))
            .map(line -> line.substring(3))
            .collect(Collectors.toSet());

    assertThat(alerts.stream().map(Rule::name)).containsAll(headings);
    assertThat(headings).containsAll(alerts.stream().map(Rule::name).toList());
  }

  /** An alert is tested when some test expects it and some test expects it not to be. */
  @Test
  void alerts_eachAreTestedToFireAndToStaySilent() {
    String tests =
        Repository.list(TESTS, ".yaml").stream()
            .map(Repository::read)
            .collect(Collectors.joining("\n"));
    for (String name : alerts.stream().map(Rule::name).distinct().toList()) {
      Pattern expectation =
          Pattern.compile("alertname: " + name + "\\s+exp_alerts:( \\[])?", Pattern.MULTILINE);
      List<String> outcomes =
          expectation.matcher(tests).results().map(match -> match.group(1) + "").toList();
      assertThat(outcomes).as(name).contains(" []", "null");
    }
  }

  @Test
  void predictionAlerts_compareTheLowerBoundAndAreNotOptedInToRemediation() {
    List<Rule> predicted =
        alerts.stream().filter(alert -> alert.name().equals("AionyxFailurePredicted")).toList();

    assertThat(predicted)
        .extracting(rule -> rule.labels().get("severity"))
        .containsExactly("warning", "critical");
    assertThat(predicted)
        .allSatisfy(
            rule -> {
              assertThat(rule.expression()).contains("aionyx_failure_probability_lower");
              assertThat(rule.labels())
                  .containsEntry("aionyx_mode", "advise")
                  .doesNotContainKey("aionyx_remediate");
              assertThat(rule.annotations())
                  .containsKeys("probability", "probability_lower", "time_to_failure", "reasons");
            });
    assertThat(predicted.get(0).expression()).contains("horizon=\"2h\"");
    assertThat(predicted.get(1).expression()).contains("horizon=\"30m\"");
  }

  private List<Rule> everyRule() {
    return Stream.concat(alerts.stream(), Rule.all(Rule.Kind.RECORD).stream()).toList();
  }
}
