package io.aionyx.grafana.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.aionyx.grafana.host.PluginHost;
import io.aionyx.grafana.proto.CheckHealthRequest;
import io.aionyx.grafana.proto.CheckHealthResponse;
import io.aionyx.grafana.proto.CheckHealthResponse.HealthStatus;
import io.aionyx.grafana.proto.CollectMetricsRequest;
import io.aionyx.grafana.proto.DataFrameFormat;
import io.aionyx.grafana.proto.DataResponse;
import io.aionyx.grafana.proto.PublishStreamRequest;
import io.aionyx.grafana.proto.PublishStreamResponse;
import io.aionyx.grafana.proto.QueryChunkedDataRequest;
import io.aionyx.grafana.proto.QueryChunkedDataResponse;
import io.aionyx.grafana.proto.QueryDataResponse;
import io.aionyx.grafana.proto.StreamPacket;
import io.aionyx.grafana.proto.StringList;
import io.aionyx.grafana.proto.SubscribeStreamRequest;
import io.aionyx.grafana.proto.SubscribeStreamResponse.Status;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every service of a running plugin, as a host calls it. */
class ServicesTest {
  private static PluginHost host;

  @BeforeAll
  static void start() throws Exception {
    host = PluginHost.start(JavaCommand.of(BusyPlugin.class), Map.of());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    host.close();
  }

  @Test
  void health_seesTheSettings() {
    CheckHealthResponse answer =
        host.diagnostics()
            .checkHealth(CheckHealthRequest.newBuilder().setPluginContext(Calls.CONTEXT).build());

    assertThat(answer.getStatus()).isEqualTo(HealthStatus.OK);
    assertThat(answer.getJsonDetails().toStringUtf8())
        .isEqualTo("{\"settings\":{\"url\":\"http://x\"}}");
  }

  @Test
  void health_withoutSettings_isAnError() {
    CheckHealthResponse answer =
        host.diagnostics().checkHealth(CheckHealthRequest.getDefaultInstance());

    assertThat(answer.getStatus()).isEqualTo(HealthStatus.ERROR);
    assertThat(answer.getMessage()).isEqualTo("not configured");
  }

  @Test
  void metrics_areText() {
    assertThat(
            host.diagnostics()
                .collectMetrics(CollectMetricsRequest.getDefaultInstance())
                .getMetrics()
                .getPrometheus()
                .toStringUtf8())
        .isEqualTo("busy_total 1\n");
  }

  @Test
  void resource_believesTheContextAndNoHeader() {
    assertThat(Calls.get(host, "whoami").body()).isEqualTo("ada");
  }

  @Test
  void resource_getsTheWholeRequest() {
    Calls.Answer answer =
        Calls.call(
            host,
            Calls.request("POST", "/echo")
                .setUrl("/echo?a=1&q=x%20y")
                .putHeaders(
                    "content-type", StringList.newBuilder().addValues("application/json").build())
                .setBody(ByteString.copyFromUtf8("{\"n\":[1,null]}"))
                .build());

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body())
        .contains("\"POST\"", "\"x y\"", "\"application/json\"", "{\"n\":[1,null]}");
  }

  @ParameterizedTest
  @CsvSource({"nowhere,404,no such page: nowhere", "bug,500,The plugin failed"})
  void resourceErrors_haveStatusAndMessage(String path, int status, String message) {
    Calls.Answer answer = Calls.get(host, path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(message).doesNotContain("secret");
  }

  @Test
  void bodyThatIsNoJson_isABadRequest() {
    Calls.Answer answer =
        Calls.call(
            host, Calls.request("POST", "echo").setBody(ByteString.copyFromUtf8("[1")).build());

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void longBodies_leaveInPieces() {
    Calls.Answer answer = Calls.get(host, "big");

    assertThat(answer.body()).hasSize(5_000_000);
    assertThat(answer.pieces()).isEqualTo(5);
  }

  @Test
  void oneFailingQuery_leavesTheOthersAlone() {
    QueryDataResponse answer = host.data().queryData(Calls.queries("good", "bug", "bad", "none"));

    assertThat(answer.getResponsesOrThrow("good").getFramesCount()).isEqualTo(1);
    assertThat(answer.getResponsesOrThrow("none").getStatus()).isEqualTo(200);
    assertThat(answer.getResponsesOrThrow("bug"))
        .returns(500, DataResponse::getStatus)
        .returns("plugin", DataResponse::getErrorSource)
        .satisfies(bug -> assertThat(bug.getError()).doesNotContain("secret"));
    assertThat(answer.getResponsesOrThrow("bad"))
        .returns(400, DataResponse::getStatus)
        .returns("downstream", DataResponse::getErrorSource)
        .returns("no such metric", DataResponse::getError);
  }

  @Test
  void frames_areArrowUnlessJsonIsAskedFor() {
    DataResponse arrow = Calls.query(host, "good");
    DataResponse json =
        host.data()
            .queryData(Calls.queries("good").toBuilder().setFormat(DataFrameFormat.JSON).build())
            .getResponsesOrThrow("good");

    assertThat(arrow.getFormat()).isEqualTo(DataFrameFormat.ARROW);
    assertThat(arrow.getFrames(0).startsWith(ByteString.copyFromUtf8("ARROW1"))).isTrue();
    assertThat(json.getFormat()).isEqualTo(DataFrameFormat.JSON);
    assertThat(json.getFrames(0).toString(UTF_8)).contains("\"refId\":\"good\"", "[1.5,null]");
  }

  @Test
  void queryModelThatIsNoJson_failsThatQuery() {
    var request = Calls.queries("good").toBuilder();
    request.getQueriesBuilder(0).setJson(ByteString.copyFromUtf8("nonsense"));

    assertThat(host.data().queryData(request.build()).getResponsesOrThrow("good").getError())
        .isNotEmpty();
  }

  @Test
  void chunkedQueries_giveAChunkAFrame() {
    Iterator<QueryChunkedDataResponse> chunks =
        host.data()
            .queryChunkedData(
                QueryChunkedDataRequest.newBuilder()
                    .setPluginContext(Calls.CONTEXT)
                    .addAllQueries(Calls.queries("good", "bad").getQueriesList())
                    .build());

    QueryChunkedDataResponse good = chunks.next();
    assertThat(good.getRefId()).isEqualTo("good");
    assertThat(good.getFrameId()).isEqualTo("good-0");
    assertThat(good.getFrame().isEmpty()).isFalse();
    assertThat(chunks.next().getError()).isEqualTo("no such metric");
    assertThat(chunks.hasNext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"ticks,OK", "secret,PERMISSION_DENIED", "other,NOT_FOUND"})
  void subscription_isDecidedByThePlugin(String path, Status status) {
    assertThat(
            host.streams()
                .subscribeStream(SubscribeStreamRequest.newBuilder().setPath(path).build())
                .getStatus())
        .isEqualTo(status);
  }

  @Test
  void channel_sendsJsonFrames() {
    Iterator<StreamPacket> ticks = Calls.ticks(host);

    for (int tick = 0; tick < 3; tick++) {
      assertThat(ticks.next().getData().toString(UTF_8)).endsWith("[" + tick + "]]}}");
    }
  }

  @Test
  void floodingChannel_waitsForASlowHost() {
    Iterator<StreamPacket> flood = Calls.run(host, "flood");

    for (int packet = 0; packet < 2_000; packet++) {
      assertThat(flood.next().getData().isEmpty()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"ticks,OK", "other,PERMISSION_DENIED"})
  void publishing_isDecidedByThePlugin(String path, PublishStreamResponse.Status status) {
    assertThat(
            host.streams()
                .publishStream(PublishStreamRequest.newBuilder().setPath(path).build())
                .getStatus())
        .isEqualTo(status);
  }

  @Test
  void callsAtTheSameTime_allAreAnswered() {
    List<String> answers =
        IntStream.range(0, 200).parallel().mapToObj(i -> Calls.get(host, "whoami").body()).toList();

    assertThat(answers).hasSize(200).containsOnly("ada");
  }
}
