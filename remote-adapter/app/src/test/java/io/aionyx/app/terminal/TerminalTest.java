package io.aionyx.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void draw_onATerminal_goesBackToTheFirstLine() {
    var terminal = new Terminal(out, true, 100);
    terminal.draw(List.of("one", "two"));
    terminal.draw(List.of("three"));

    assertThat(text()).contains("one", "two", "\u001b[2A", "three");
  }

  @Test
  void draw_elsewhere_writesNothing() {
    var terminal = new Terminal(out, false, 100);
    terminal.draw(List.of("one"));
    terminal.print(Ink.RED.of("kept"));

    assertThat(text().strip()).isEqualTo("kept");
  }

  @Test
  void bar_isAsWideAsAsked() {
    for (double share : new double[] {-1, 0, 0.01, 0.33, 0.5, 0.999, 1, 2}) {
      assertThat(Ink.bar(share, 10)).hasSize(10);
    }
    assertThat(Ink.bar(0.5, 4)).isEqualTo("██··");
    assertThat(Ink.fit("abcdef", 4)).isEqualTo("abc…");
  }
}
