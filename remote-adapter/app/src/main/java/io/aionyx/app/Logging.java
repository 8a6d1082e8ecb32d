package io.aionyx.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.aionyx.predictor.config.Config.Log;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes to standard error: one JSON object a line, or text for eyes. */
final class Logging {
  private Logging() {}

  static void use(Log.Format format, Log.Level level) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException("logback is not the logger: " + factory);
    }
    context.reset();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(format == Log.Format.JSON ? json(context) : text(context));
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(level.name()));
    root.addAppender(console);
    quieten(context, "org.eclipse.jetty", level);
    quieten(context, "io.javalin", level);
  }

  /** The server's own chatter about starting and stopping helps nobody. */
  private static void quieten(LoggerContext context, String logger, Log.Level level) {
    boolean chatty = level == Log.Level.INFO;
    context.getLogger(logger).setLevel(Level.toLevel(chatty ? "WARN" : level.name()));
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    var names = new LogstashFieldNames();
    names.setTimestamp("ts");
    names.setMessage("msg");
    names.setVersion("[ignore]");
    names.setLevelValue("[ignore]");
    var encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setFieldNames(names);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{3}");
    encoder.start();
    return encoder;
  }
}
