package io.aionyx.scenarios.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenMetricsTest {
  private static final World WORLD =
      World.of(
          WorldSpec.of(3).withSize(3, 12).withDuration(Duration.ofHours(2)).withIncidents(48, 5));

  @TempDir Path folder;

  @Test
  void write_keepsFamiliesTogether_eachSeriesInTimeOrder() throws IOException {
    Path file = folder.resolve("world.om");
    long samples = OpenMetrics.write(WORLD, file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).last().isEqualTo("# EOF");
    var families = lines.stream().filter(line -> line.startsWith("# TYPE")).toList();
    assertThat(new HashSet<>(families)).hasSameSizeAs(families).hasSizeGreaterThan(100);
    assertThat(families)
        .contains(
            "# TYPE http_server_requests_seconds histogram",
            "# TYPE container_cpu_usage_seconds counter",
            "# TYPE jvm_gc_pause_seconds summary",
            "# TYPE node_load1 gauge");
    assertThat(samples).isEqualTo(lines.size() - families.size() - 1);
    assertThat(lines.get(1)).matches("[a-z_]+\\{.*} \\S+ \\d+\\.\\d{3}");
  }

  @Test
  void write_neverGoesBackWithinASeries() throws IOException {
    Path file = folder.resolve("world.om");
    OpenMetrics.write(WORLD, file);
    var last = new java.util.HashMap<String, Double>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        int end = line.lastIndexOf('}') + 1;
        double time = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        Double before = last.put(line.substring(0, end), time);
        assertThat(before == null || before < time).as(line).isTrue();
      }
    }
  }

  @Test
  void labels_areOneJsonLineEach() throws IOException {
    Path file = folder.resolve("labels.jsonl");
    LabelsFile.write(WORLD, file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(WORLD.failures().size() + WORLD.confounders().size());
    assertThat(lines)
        .allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"))
        .anyMatch(line -> line.contains("\"reachable30\":true"))
        .anyMatch(line -> line.contains("\"type\":\"confounder\""));
  }
}
