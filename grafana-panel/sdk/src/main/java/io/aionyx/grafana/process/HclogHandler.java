package io.aionyx.grafana.process;

import io.aionyx.grafana.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Writes log records as the JSON lines of hclog, one a line, so that the host logs them under their
 * own level. A line in another form, or with a timestamp of other than six fraction digits, is
 * shown only by a host that logs at debug level.
 */
public final class HclogHandler extends Handler {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final OutputStream out;
  private final Formatter messages = new SimpleFormatter();

  /**
   * @param out written to a line at a time and flushed; never closed
   */
  public HclogHandler(OutputStream out) {
    this.out = out;
  }

  /** Makes this the one place where everything logged in the JVM goes, from INFO up. */
  public static void install(OutputStream out) {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new HclogHandler(out));
    root.setLevel(Level.INFO);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) ->
            root.log(Level.SEVERE, thrown, () -> "uncaught in " + thread.getName()));
  }

  @Override
  public void publish(LogRecord logRecord) {
    if (!isLoggable(logRecord)) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("@level", level(logRecord.getLevel()));
    line.put("@message", messages.formatMessage(logRecord));
    line.put("@timestamp", timestamp(logRecord.getInstant()));
    line.put("logger", String.valueOf(logRecord.getLoggerName()));
    if (logRecord.getThrown() != null) {
      line.put("error", stackTrace(logRecord.getThrown()));
    }
    write(line);
  }

  static String timestamp(Instant instant) {
    return TIMESTAMP.format(instant);
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "warn";
    }
    if (level.intValue() >= Level.INFO.intValue()) {
      return "info";
    }
    return level.intValue() >= Level.FINE.intValue() ? "debug" : "trace";
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private synchronized void write(Map<String, Object> line) {
    try {
      out.write(
          (new String(Json.bytes(line), StandardCharsets.UTF_8) + "\n")
              .getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      reportError("cannot log", e, ErrorManager.WRITE_FAILURE);
    }
  }

  @Override
  public void flush() {
    // every line is flushed as it is written
  }

  @Override
  public void close() {
    // standard error stays open to the end
  }
}
