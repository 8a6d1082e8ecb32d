package io.aionyx.panel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aionyx.grafana.GrafanaPlugin;
import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.ResourceRequest;
import io.aionyx.grafana.ResourceResponse;
import io.aionyx.grafana.Role;
import io.aionyx.grafana.User;
import io.aionyx.grafana.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private final GrafanaPlugin plugin = RiskPlugin.on(() -> Instant.EPOCH);
  private StubUpstream upstream;

  @BeforeEach
  void start() throws Exception {
    upstream = StubUpstream.start();
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  private ResourceResponse call(ResourceRequest request) {
    return plugin.resources().orElseThrow().call(request);
  }

  private PluginContext as(@Nullable User user) {
    return Given.context(Map.of("predictorUrl", upstream.url(), "bridgeUrl", upstream.url()), user);
  }

  @ParameterizedTest
  @CsvSource({
    "predictions?horizon=2h,/api/v1/predictions?horizon=2h,p-token",
    "models,/api/v1/models,p-token",
    "explanations/pod/shop/cart 1,/api/v1/explanations/pod/shop/cart%201,p-token",
    "actions/approvals,/api/v1/approvals,b-token",
    "actions/history?limit=5,/api/v1/history?limit=5,b-token"
  })
  void reading_passesOnWhatTheUpstreamSays(String url, String target, String token) {
    upstream.json(target.replaceAll("\\?.*", "").replace("%20", " "), "{\"data\":[1]}");

    ResourceResponse answer = call(Given.get(as(Given.user("bob", Role.VIEWER)), url));

    assertThat(answer.body()).asString(UTF_8).isEqualTo("{\"data\":[1]}");
    assertThat(upstream.asked().getFirst())
        .returns(target, StubUpstream.Asked::target)
        .returns("Bearer " + token, StubUpstream.Asked::token);
  }

  @Test
  void approval_carriesTheUserGrafanaVouchesFor() {
    upstream.json("/api/v1/approvals", "{\"status\":\"success\"}");

    call(
        Given.post(
            as(Given.user("ada", Role.EDITOR)),
            "actions/approvals",
            """
            {"id":"r1","plan":"hash","decision":"approve","reason":"go","approver":"mallory","role":"Admin"}
            """));

    assertThat(Json.object(upstream.asked().getFirst().body().getBytes(UTF_8)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "id", "r1",
                "plan", "hash",
                "decision", "approve",
                "reason", "go"));
    assertThat(upstream.asked().getFirst().onBehalfOf()).isEqualTo("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"actions/approvals", "actions/pause", "actions/resume"})
  void acting_isNotForViewersOrNobody(String url) {
    String body = "{\"id\":\"1\",\"decision\":\"approve\"}";

    for (User user : List.of(Given.user("bob", Role.VIEWER), Given.user("", Role.ADMIN))) {
      assertThatThrownBy(() -> call(Given.post(as(user), url, body)))
          .isInstanceOfSatisfying(
              PluginException.class, e -> assertThat(e.status()).isEqualTo(403));
    }
    assertThatThrownBy(() -> call(Given.post(as(null), url, body)))
        .isInstanceOf(PluginException.class);
    assertThat(upstream.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume"})
  void pausing_tellsWhyAndWho(String verb) {
    upstream.json("/api/v1/" + verb, "{}");

    call(Given.post(as(Given.user("ada", Role.ADMIN)), "actions/" + verb, "{\"reason\":\"x\"}"));

    assertThat(upstream.asked().getFirst())
        .returns("{\"reason\":\"x\"}", StubUpstream.Asked::body)
        .returns("ada", StubUpstream.Asked::onBehalfOf);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"decision\":\"approve\"}",
        "{\"id\":\"1\",\"decision\":\"delete\"}",
        "{\"id\":{},\"decision\":\"deny\"}",
        "{\"id\":\"\",\"decision\":\"deny\"}"
      })
  void decisionThatIsNone_isABadRequest(String body) {
    assertThatThrownBy(
            () -> call(Given.post(as(Given.user("ada", Role.EDITOR)), "actions/approvals", body)))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.status()).isEqualTo(400));
    assertThat(upstream.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explanations/pod/..",
        "explanations/pod/../../-/reload",
        "explanations//x",
        "predictions?a b",
        "predictions?x=\u00e9"
      })
  void strangePaths_goNowhere(String url) {
    assertThatThrownBy(() -> call(Given.get(as(null), url)))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.status()).isEqualTo(400));
    assertThat(upstream.asked()).isEmpty();
  }

  @Test
  void unknownPath_isNotFound() {
    assertThatThrownBy(() -> call(Given.get(as(null), "nowhere")))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void query_answersFramesInJson() {
    upstream.json("/api/v1/predictions", Given.PREDICTIONS);

    ResourceResponse answer =
        call(
            Given.post(
                as(null), "query", "{\"refId\":\"B\",\"queryType\":\"predictions\",\"limit\":1}"));

    assertThat(answer.body())
        .asString(UTF_8)
        .startsWith("{\"frames\":[{\"schema\":{\"name\":\"risk\",\"refId\":\"B\"")
        .contains("cart-1")
        .doesNotContain("n1");
    assertThat(Given.json(answer)).containsOnlyKeys("frames");
  }

  @Test
  void queryWithTimesBackwards_isABadRequest() {
    assertThatThrownBy(() -> call(Given.post(as(null), "query", "{\"from\":2,\"to\":1}")))
        .hasMessageContaining("must not end before it starts");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whoami_tellsWhatOneMayDo(Role role) {
    assertThat(Given.json(call(Given.get(as(Given.user("ada", role)), "whoami"))))
        .containsEntry("login", "ada")
        .containsEntry("mayAct", role == Role.EDITOR || role == Role.ADMIN);
  }

  @Test
  void test_namesWhatIsWrongWithEach() {
    upstream.json("/api/v1/models", "{}").status("/api/v1/approvals", 401, "application/json", "");

    Map<String, Object> answer = Given.json(call(Given.get(as(null), "test")));

    assertThat(answer).containsEntry("ok", false);
    assertThat(String.valueOf(answer.get("checks")))
        .contains("predictor answers", "bridgeToken")
        .doesNotContain("b-token");
  }

  @FuzzTest
  void anyRequest_isAnsweredOrRefused(FuzzedDataProvider data) {
    PluginContext context =
        Given.context(Map.of("predictorUrl", data.consumeString(30)), Given.user("a", Role.ADMIN));
    ResourceRequest request =
        Given.post(
            context,
            data.pickValue(List.of("query", "actions/pause", "x/y/z")),
            data.consumeRemainingAsString());
    try {
      assertThat(call(request).status()).isEqualTo(200);
    } catch (PluginException refused) {
      assertThat(refused.status()).isBetween(400, 599);
    }
  }
}
