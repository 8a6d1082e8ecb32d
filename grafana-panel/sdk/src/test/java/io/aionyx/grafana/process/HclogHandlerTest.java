package io.aionyx.grafana.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.grafana.json.Json;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HclogHandlerTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final HclogHandler handler = new HclogHandler(out);

  private Map<String, Object> published(LogRecord logRecord) {
    handler.publish(logRecord);
    assertThat(out.toString(UTF_8)).endsWith("\n").containsOnlyOnce("\n");
    return Json.object(out.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "SEVERE,error",
    "WARNING,warn",
    "INFO,info",
    "CONFIG,debug",
    "FINE,debug",
    "FINEST,trace"
  })
  void levels_haveHclogNames(String level, String name) {
    assertThat(published(new LogRecord(Level.parse(level), "hello")))
        .containsEntry("@level", name)
        .containsEntry("@message", "hello");
  }

  @Test
  void severalLines_stayOneRecord() {
    assertThat(published(new LogRecord(Level.INFO, "one\ntwo\"\u0001")))
        .containsEntry("@message", "one\ntwo\"\u0001");
  }

  @Test
  void exception_isAFieldOfTheRecord() {
    LogRecord failed = new LogRecord(Level.SEVERE, "failed");
    failed.setThrown(new IllegalStateException("because"));

    assertThat(String.valueOf(published(failed).get("error")))
        .contains("IllegalStateException: because", "HclogHandlerTest");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z,2026-03-01T12:00:00.000000Z",
    "2026-03-01T12:00:00.1234567Z,2026-03-01T12:00:00.123456Z"
  })
  void timestamp_hasSixDigits(Instant instant, String expected) {
    assertThat(HclogHandler.timestamp(instant)).isEqualTo(expected);
  }
}
