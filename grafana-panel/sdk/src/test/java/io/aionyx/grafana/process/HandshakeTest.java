package io.aionyx.grafana.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  @Test
  void line_hasSixFields() {
    assertThat(new Handshake("unix", "/tmp/plugin1", "", false).line())
        .isEqualTo("1|2|unix|/tmp/plugin1|grpc|");
  }

  @Test
  void line_hasASeventhFieldForHostsThatReadIt() {
    assertThat(new Handshake("tcp", "127.0.0.1:1", "Zm9v", true).line())
        .isEqualTo("1|2|tcp|127.0.0.1:1|grpc|Zm9v|false");
  }

  @Test
  void parse_readsWhatLineWrote() {
    Handshake handshake = new Handshake("tcp", "127.0.0.1:10000", "Zm9v", true);

    assertThat(Handshake.parse(handshake.line() + "\n")).isEqualTo(handshake);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "1|1|tcp|a:1|grpc|", "1|2|tcp|a:1|netrpc|", "1|2|tcp|a:1"})
  void parse_ofAnythingElse_isRefused(String line) {
    assertThatThrownBy(() -> Handshake.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a handshake");
  }

  @Test
  void addressWithABar_isRefused() {
    assertThatThrownBy(() -> new Handshake("unix", "/tmp/a|b", "", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/tmp/a|b");
  }
}
