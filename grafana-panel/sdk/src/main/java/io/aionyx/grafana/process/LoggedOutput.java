package io.aionyx.grafana.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes the place of standard output, which belongs to the handshake: what is printed there becomes
 * a log record a line, instead of breaking the start.
 */
public final class LoggedOutput extends OutputStream {
  private static final System.Logger logger = System.getLogger("stdout");
  private static final int MAX_LINE = 16 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private LoggedOutput() {}

  /** Replaces {@link System#out} and gives back what it was. */
  public static PrintStream claimStandardOutput() {
    PrintStream original = System.out;
    System.setOut(new PrintStream(new LoggedOutput(), true, StandardCharsets.UTF_8));
    return original;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n' || line.size() >= MAX_LINE) {
      logger.log(System.Logger.Level.INFO, line.toString(StandardCharsets.UTF_8).stripTrailing());
      line.reset();
    } else {
      line.write(b);
    }
  }
}
