package io.aionyx.app.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where people look at what a command prints. On a terminal a frame replaces the one before it;
 * anywhere else only plain lines are printed.
 */
public final class Terminal {
  private static final int NARROWEST = 80;
  private static final int WIDEST = 160;

  private final PrintStream out;
  private final boolean live;
  private final int width;
  private int linesDrawn;

  public Terminal(PrintStream out, boolean live, int width) {
    this.out = out;
    this.live = live;
    this.width = Math.clamp(width, NARROWEST, WIDEST);
  }

  public static Terminal ofSystem() {
    Console console = System.console();
    boolean live = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        new PrintStream(System.out, true, StandardCharsets.UTF_8), live, live ? columns() : 120);
  }

  /** Asked of {@code stty}, since neither the JDK nor the environment says it reliably. */
  private static int columns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      String[] rowsAndColumns =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      stty.waitFor(1, TimeUnit.SECONDS);
      return Integer.parseInt(rowsAndColumns[rowsAndColumns.length - 1]);
    } catch (IOException | NumberFormatException _) {
      return 120;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 120;
    }
  }

  public boolean live() {
    return live;
  }

  public int width() {
    return width;
  }

  public void print(String line) {
    out.println(live ? line : plain(line));
    linesDrawn = 0;
  }

  /** Draws a frame over the one before; nothing where there is no terminal. */
  public void draw(List<String> frame) {
    if (!live) {
      return;
    }
    var text = new StringBuilder("\u001b[?25l");
    if (linesDrawn > 0) {
      text.append("\u001b[").append(linesDrawn).append('A');
    }
    for (String line : frame) {
      text.append('\r').append(line).append("\u001b[K\n");
    }
    for (int i = frame.size(); i < linesDrawn; i++) {
      text.append("\u001b[K\n");
    }
    linesDrawn = Math.max(linesDrawn, frame.size());
    out.print(text.append("\u001b[?25h"));
    out.flush();
  }

  /** The frame stands as it is; what follows is printed below it. */
  public void keep() {
    linesDrawn = 0;
  }

  private static String plain(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
