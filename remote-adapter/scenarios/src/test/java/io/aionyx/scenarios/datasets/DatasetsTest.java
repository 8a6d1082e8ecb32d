package io.aionyx.scenarios.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aionyx.scenarios.LabelledData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  @TempDir Path folder;

  @Test
  void telemetry_withEmptyCells_isNaNThere() throws IOException {
    Telemetry telemetry = Telemetry.read(file("timestamp_ms,a,b", "1000,1.5,", "2000,,2"));
    assertThat(telemetry.timestampsMillis()).containsExactly(1000, 2000);
    assertThat(telemetry.values()[0]).containsExactly(1.5, Double.NaN);
    assertThat(telemetry.values()[1]).containsExactly(Double.NaN, 2);
  }

  @Test
  void telemetry_withBrokenRow_saysWhere() throws IOException {
    Path file = file("timestamp_ms,a", "1000,1", "2000,x");
    assertThatThrownBy(() -> Telemetry.read(file)).hasMessageContaining("table.csv:3");
  }

  @Test
  void telemetry_withShortRow_saysWhere() throws IOException {
    Path file = file("timestamp_ms,a,b", "1000");
    assertThatThrownBy(() -> Telemetry.read(file)).hasMessageContaining("table.csv:2");
  }

  @Test
  void csv_withQuotes_keepsCommasInside() {
    assertThat(Csv.split("a,\"b,\"\"c\"\"\",d")).containsExactly("a", "b,\"c\"", "d");
  }

  @Test
  void fault_withSeveralEntities_keepsAll() throws IOException {
    var faults = Fault.read(file("entity,kind,cause_ms,failure_ms,case", "a;b,cpu,,7,c1"));
    assertThat(faults.get(0).entities()).containsExactly("a", "b");
    assertThat(faults.get(0).causeMillis()).isEmpty();
    assertThat(faults.get(0).details()).containsEntry("case", "c1");
  }

  @Test
  void anomalySets_ofTheDataFolder_areReadWhole() throws IOException {
    Path data = LabelledData.orSkip();
    assertThat(AnomalySet.read(data.resolve("asd")).entries()).hasSize(6);
    AnomalySet smd = AnomalySet.read(data.resolve("smd"));
    assertThat(smd.entries()).hasSize(4);
    assertThat(smd.entries().get(0).train().signals()).hasSize(38);
    assertThat(AnomalySet.read(data.resolve("nab")).entries()).hasSize(38);
  }

  @Test
  void otherSets_ofTheDataFolder_areReadWhole() throws IOException {
    Path data = LabelledData.orSkip();
    assertThat(Telemetry.readEntities(data.resolve("m4-hourly/hourly.train.csv.gz"))).hasSize(207);
    assertThat(Telemetry.readEntities(data.resolve("cmapss/FD001.train.csv.gz"))).hasSize(100);
    assertThat(Fault.read(data.resolve("cmapss/events.csv"))).hasSize(100);
    assertThat(RootCauseSet.read(data.resolve("petshop")).faults()).hasSize(16);
    assertThat(nezha(data).faults()).hasSize(24);
  }

  private static RootCauseSet nezha(Path data) throws IOException {
    try (var days = Files.walk(data.resolve("nezha"))) {
      Path events = days.filter(file -> file.endsWith("events.csv")).findFirst().orElseThrow();
      return RootCauseSet.read(events.resolveSibling(""));
    }
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("table.csv"), List.of(lines));
  }
}
