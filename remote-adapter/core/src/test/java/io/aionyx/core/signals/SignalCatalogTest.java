package io.aionyx.core.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.core.Catalogs;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalCatalogTest {
  @Test
  void shipped_hasSignalsForNodesAndPods() {
    var catalog = Catalogs.shipped();

    assertThat(catalog.names(EntityKind.NODE)).contains("memory_used_ratio", "disk_used_ratio");
    assertThat(catalog.names(EntityKind.POD)).contains("memory_limit_ratio", "error_ratio");
    assertThat(catalog.metrics()).contains("container_memory_working_set_bytes");
  }

  @Test
  void needs_ofAQuotient_areBothSides() {
    var catalog = Catalogs.shipped();

    assertThat(catalog.needs(EntityKind.NODE, "conntrack_used_ratio"))
        .containsExactly(
            Set.of("node_nf_conntrack_entries"), Set.of("node_nf_conntrack_entries_limit"));
    assertThat(catalog.needs(EntityKind.NODE, "network_errors_per_second"))
        .as("either direction will do")
        .containsExactly(
            Set.of("node_network_receive_errs_total", "node_network_transmit_errs_total"));
    assertThat(catalog.needs(EntityKind.POD, "error_ratio"))
        .as("no error yet is no gap")
        .containsExactly(Set.of("http_server_requests_seconds_count"));
  }

  @Test
  void of_userKind_isKnown() {
    var catalog =
        Catalogs.of(
            "{kinds: {queue: [namespace, queue]}, signals: {queue: {depth: {gauge: [q]}}}}");

    assertThat(catalog.kinds()).extracting(EntityKind::name).containsExactly("queue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{signal: {}} | signals.yaml.signal: unknown key",
        "{signals: {cow: {a: {gauge: [x]}}}} | signals.yaml.signals.cow: unknown entity kind",
        "{signals: {pod: {a: {}}}} | signals.yaml.signals.pod.a: needs exactly one of",
        "{signals: {pod: {a: {gauge: [x], rate: [y]}}}} | needs exactly one of",
        "{signals: {pod: {a: {gauge: ['x{']}}}} | signals.yaml.signals.pod.a.gauge: not a series",
        "{signals: {pod: {a: {gauge: x}}}} | must be a list of strings",
        "{signals: {pod: {a: {gauge: [x], combine: most}}}} | combine: unknown value most",
        "{signals: {pod: {a: {quantile: high, of: [x]}}}} | must be a number",
      })
  void of_mistake_namesTheKey(String yaml, String message) {
    assertThatThrownBy(() -> Catalogs.of(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
