package io.aionyx.grafana.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.aionyx.grafana.PluginException;
import io.aionyx.grafana.ResourceRequest;
import io.aionyx.grafana.process.Handshake;
import io.aionyx.grafana.process.HostEnvironment;
import io.aionyx.grafana.process.MutualTls;
import io.aionyx.grafana.proto.AppInstanceSettings;
import io.aionyx.grafana.proto.PluginContext;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Whatever a host sends, only the exceptions that are promised come out. */
class DoorsFuzzTest {
  @FuzzTest
  void context_isReadOrRefused(byte[] bytes) {
    try {
      assertThat(Contexts.read(PluginContext.parseFrom(bytes)).toString()).isNotEmpty();
    } catch (InvalidProtocolBufferException | IllegalArgumentException ignored) {
      // refused
    }
  }

  @FuzzTest
  void settings_areReadOrRefused(byte[] json) {
    PluginContext wire =
        PluginContext.newBuilder()
            .setAppInstanceSettings(
                AppInstanceSettings.newBuilder().setJsonData(ByteString.copyFrom(json)))
            .build();
    try {
      assertThat(Contexts.read(wire).app()).isPresent();
    } catch (IllegalArgumentException ignored) {
      // refused
    }
  }

  @FuzzTest
  void environment_neverStopsTheStart(FuzzedDataProvider data) {
    HostEnvironment host =
        new HostEnvironment(
            Map.of(
                "PLUGIN_PROTOCOL_VERSIONS", data.consumeString(20),
                "PLUGIN_MIN_PORT", data.consumeString(8),
                "PLUGIN_MAX_PORT", data.consumeString(8),
                "PLUGIN_UNIX_SOCKET_DIR", data.consumeRemainingAsString()));

    assertThat(host.ports().map(ports -> ports[0] <= ports[1]).orElse(true)).isTrue();
    assertThat(host.speaksOurProtocol()).isIn(true, false);
    assertThat(host.socketDirectory(Path.of("/tmp"))).isNotNull();
  }

  @FuzzTest
  void handshake_isReadOrRefused(FuzzedDataProvider data) {
    String line = data.consumeRemainingAsString();
    try {
      assertThat(Handshake.parse(line).line()).isNotEmpty();
    } catch (IllegalArgumentException ignored) {
      // refused
    }
  }

  @FuzzTest
  void certificate_isReadOrRefused(FuzzedDataProvider data) {
    try {
      assertThat(MutualTls.with(data.consumeRemainingAsString(), Instant.EPOCH)).isNotNull();
    } catch (GeneralSecurityException ignored) {
      // refused
    }
  }

  @FuzzTest
  void queryString_isReadOrABadRequest(FuzzedDataProvider data) {
    ResourceRequest request =
        new ResourceRequest(
            Contexts.read(PluginContext.getDefaultInstance()),
            "GET",
            data.consumeString(20),
            data.consumeRemainingAsString(),
            Map.of("a", List.of()),
            new byte[0]);
    try {
      assertThat(request.parameter("q")).isNotNull();
    } catch (PluginException refused) {
      assertThat(refused.status()).isEqualTo(400);
    }
  }
}
