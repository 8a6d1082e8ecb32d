package io.aionyx.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.app.doctor.Verdict.Good;
import io.aionyx.app.doctor.Verdict.Weak;
import io.aionyx.app.peers.Command;
import io.aionyx.app.peers.Peers;
import io.aionyx.app.peers.Repository;
import io.aionyx.app.stack.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final String SHIPPED =
      Repository.read(Repository.path("rules/examples/alertmanager.yaml"));

  private static List<String> names(String yaml, Map<String, String> alert) {
    return Routing.of(yaml).of(alert).stream().map(Routing.Receiver::name).toList();
  }

  @Test
  void shippedExample_leadsToBridgeAndPeople() {
    assertThat(names(SHIPPED, RouteChecks.PREDICTION)).containsExactly("aionyx-bridge", "oncall");
    assertThat(RouteChecks.leadsToTheBridge(Routing.of(SHIPPED))).isInstanceOf(Good.class);
  }

  @Test
  void withoutContinue_onlyTheBridgeHears() {
    assertThat(
            RouteChecks.leadsToTheBridge(
                Routing.of(SHIPPED.replace("continue: true", "continue: false"))))
        .isInstanceOfSatisfying(Weak.class, weak -> assertThat(weak.fix()).contains("continue"));
  }

  @Test
  void withoutARoute_nothingLeadsToTheBridge() {
    assertThat(
            RouteChecks.leadsToTheBridge(
                Routing.of("{route: {receiver: oncall}, receivers: [{name: oncall}]}")))
        .isInstanceOfSatisfying(
            Weak.class, weak -> assertThat(weak.seen()).contains("oncall", "no alert bridge"));
    assertThatThrownBy(() -> Routing.of("{}")).hasMessageContaining("no route");
  }

  @Test
  void oldMatchersAndExpressions_areFollowed() {
    String yaml =
        """
        route:
          receiver: all
          routes:
            - {receiver: a, match: {severity: info}}
            - {receiver: b, match_re: {severity: 'warn.*'}, continue: true}
            - {receiver: c, matchers: ['severity!~"info|none"', 'horizon!="30m"']}
        receivers: [{name: all}, {name: a}, {name: b}, {name: c}]
        """;

    assertThat(names(yaml, Map.of("severity", "info"))).containsExactly("a");
    assertThat(names(yaml, Map.of("severity", "warning"))).containsExactly("b", "c");
    assertThat(names(yaml, Map.of("severity", "warning", "horizon", "30m"))).containsExactly("b");
    assertThat(names(yaml, Map.of("severity", "none"))).containsExactly("all");
  }

  /** The same question to Alertmanager's own tool. */
  @Test
  void shippedExample_isRoutedAsAmtoolRoutesIt() {
    var amtool = Peers.require(Tool.AMTOOL);
    List<String> labels =
        RouteChecks.PREDICTION.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .toList();
    var arguments = new ArrayList<>(List.of("config", "routes", "test", "--config.file"));
    arguments.add(Repository.path("rules/examples/alertmanager.yaml").toString());
    arguments.addAll(labels);

    assertThat(Command.run(amtool, arguments).output().strip())
        .endsWith(String.join(",", names(SHIPPED, RouteChecks.PREDICTION)));
  }
}
