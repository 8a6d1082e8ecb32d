package io.aionyx.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RemoteWriteTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|V1",
        "application/x-protobuf|V1",
        "Application/X-Protobuf|V1",
        "application/x-protobuf;proto=prometheus.WriteRequest|V1",
        "application/x-protobuf; proto=prometheus.WriteRequest|V1",
        "application/x-protobuf;charset=utf-8|V1",
        "application/x-protobuf;proto=io.prometheus.write.v2.Request|V2",
        "application/x-protobuf ; charset=x; Proto=\"io.prometheus.write.v2.Request\"|V2",
        "application/x-protobuf;proto=io.prometheus.write.v3.Request|",
        "application/x-protobuf;proto=|",
        "application/json|",
        "image/png|",
        "application/x-protobuf2|",
        "text/plain;proto=prometheus.WriteRequest|",
      })
  void ofContentType_choosesTheSchema(String contentType, RemoteWrite expected) {
    assertThat(RemoteWrite.ofContentType(contentType).orElse(null)).isEqualTo(expected);
  }

  @Test
  void ofContentType_absentIs1() {
    assertThat(RemoteWrite.ofContentType(null)).contains(RemoteWrite.V1);
  }

  @ParameterizedTest
  @EnumSource
  void contentType_namesItsOwnVersion(RemoteWrite version) {
    assertThat(RemoteWrite.ofContentType(version.contentType())).contains(version);
  }
}
