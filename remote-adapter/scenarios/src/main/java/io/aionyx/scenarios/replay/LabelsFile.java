package io.aionyx.scenarios.replay;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.signals.Entity;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What failed in a history, and what only looked like it, as JSON lines beside the stream.
 *
 * <p>Times are milliseconds since the epoch. A line has {@code type} {@code failure} or {@code
 * confounder}.
 */
public final class LabelsFile {
  private static final Duration LEAD = Duration.ofMinutes(30);

  private LabelsFile() {}

  public static void write(History history, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (Failure failure : history.failures()) {
        out.write(Json.line(line(failure)));
      }
      for (Confounder confounder : history.confounders()) {
        out.write(Json.line(line(confounder)));
      }
    }
  }

  private static Map<String, ?> line(Failure failure) {
    var line = new LinkedHashMap<String, Object>();
    line.put("type", "failure");
    line.put("mode", failure.mode());
    line.put("entity", entity(failure.entity()));
    line.put("cause_ms", failure.causeMillis());
    line.put("observable_ms", failure.observableMillis());
    line.put("failure_ms", failure.failMillis());
    line.put("reachable30", failure.reachable(LEAD));
    line.put("victims", failure.victims().stream().map(LabelsFile::entity).toList());
    line.put("causal", failure.causal());
    return line;
  }

  private static Map<String, ?> line(Confounder confounder) {
    var line = new LinkedHashMap<String, Object>();
    line.put("type", "confounder");
    line.put("kind", confounder.type());
    line.put("entity", entity(confounder.entity()));
    line.put("start_ms", confounder.startMillis());
    line.put("end_ms", confounder.endMillis());
    return line;
  }

  private static Map<String, String> entity(Entity entity) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("entity_kind", entity.kind().name());
    labels.putAll(entity.identity().toMap());
    return labels;
  }
}
