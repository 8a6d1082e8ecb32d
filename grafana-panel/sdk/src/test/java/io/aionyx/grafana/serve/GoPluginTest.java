package io.aionyx.grafana.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.aionyx.grafana.peer.GoPeer;
import io.aionyx.grafana.proto.CallResourceResponse;
import io.aionyx.grafana.proto.CheckHealthRequest;
import io.aionyx.grafana.proto.CheckHealthResponse;
import io.aionyx.grafana.proto.QueryDataResponse;
import io.aionyx.grafana.proto.RunStreamRequest;
import io.aionyx.grafana.proto.StreamPacket;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK under the host it is made for: go-plugin. */
class GoPluginTest {
  private static final List<String> PLUGIN = JavaCommand.of(BusyPlugin.class);
  private static final long SIGKILL_AFTER_MILLIS = 2_000;

  private static GoPeer peer;

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    peer = GoPeer.orSkip();
  }

  @ParameterizedTest
  @CsvSource({"unix,0", "tcp,0", "unix,1", "tcp,1"})
  void everyService_answersOverEveryTransport(String transport, String mutualTls) throws Exception {
    GoPeer.Run run =
        peer.run(PLUGIN, Map.of("GF_PLUGIN_TRANSPORT", transport, "PEER_MTLS", mutualTls), calls());

    assertThat(health(run).getMessage()).isEqualTo("configured");
    assertThat(resource(run).getBody().size()).isEqualTo(1 << 20);
    assertThat(run.answers().get("/pluginv2.Resource/CallResource")).hasSize(5);
    assertThat(frames(run).getResponsesOrThrow("good").getFramesCount()).isEqualTo(1);
    assertThat(packet(run).getData().toStringUtf8()).contains("\"ticks\"");
    assertThat(run.killMillis()).isLessThan(SIGKILL_AFTER_MILLIS);
    assertThat(run.log()).doesNotContain("failed to exit gracefully");
  }

  @Test
  void pluginLog_arrivesUnderItsOwnLevel() throws Exception {
    GoPeer.Run run =
        peer.run(
            PLUGIN,
            Map.of(),
            Map.of("/pluginv2.Resource/CallResource", Calls.request("GET", "bug").build()));

    assertThat(run.log().lines())
        .anyMatch(
            line ->
                line.contains("\"@level\":\"error\"")
                    && line.contains("failed while answering GET bug"));
  }

  private static Map<String, Message> calls() {
    Map<String, Message> calls = new LinkedHashMap<>();
    calls.put(
        "/pluginv2.Diagnostics/CheckHealth",
        CheckHealthRequest.newBuilder().setPluginContext(Calls.CONTEXT).build());
    calls.put("/pluginv2.Resource/CallResource", Calls.request("GET", "big").build());
    calls.put("/pluginv2.Data/QueryData", Calls.queries("good"));
    calls.put("/pluginv2.Stream/RunStream", RunStreamRequest.newBuilder().setPath("ticks").build());
    return calls;
  }

  private static CheckHealthResponse health(GoPeer.Run run) throws InvalidProtocolBufferException {
    return CheckHealthResponse.parseFrom(run.answer("/pluginv2.Diagnostics/CheckHealth"));
  }

  private static CallResourceResponse resource(GoPeer.Run run)
      throws InvalidProtocolBufferException {
    return CallResourceResponse.parseFrom(run.answer("/pluginv2.Resource/CallResource"));
  }

  private static QueryDataResponse frames(GoPeer.Run run) throws InvalidProtocolBufferException {
    return QueryDataResponse.parseFrom(run.answer("/pluginv2.Data/QueryData"));
  }

  private static StreamPacket packet(GoPeer.Run run) throws InvalidProtocolBufferException {
    return StreamPacket.parseFrom(run.answer("/pluginv2.Stream/RunStream"));
  }
}
