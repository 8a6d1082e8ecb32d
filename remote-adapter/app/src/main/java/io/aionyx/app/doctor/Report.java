package io.aionyx.app.doctor;

import io.aionyx.app.terminal.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings for eyes: a line each, and below it the fix where one is needed. */
public final class Report {
  private static final int CHECK_WIDTH = 24;

  private Report() {}

  public static List<String> lines(List<Finding> findings) {
    var lines = new ArrayList<String>();
    String subject = "";
    for (Finding finding : findings) {
      if (!finding.subject().equals(subject)) {
        subject = finding.subject();
        lines.add("");
        lines.add(Ink.BOLD.of(subject));
      }
      lines.addAll(lines(finding));
    }
    lines.add("");
    lines.add(summary(findings));
    return lines;
  }

  private static List<String> lines(Finding finding) {
    return switch (finding.verdict()) {
      case Verdict.Good(String seen) -> List.of(line(Ink.GREEN, "✓", finding, seen));
      case Verdict.Weak(String seen, String fix) ->
          List.of(line(Ink.YELLOW, "!", finding, seen), fix(fix));
      case Verdict.Bad(String seen, String fix) ->
          List.of(line(Ink.RED, "✗", finding, seen), fix(fix));
      case Verdict.Untold(String seen) -> List.of(line(Ink.FAINT, "?", finding, seen));
    };
  }

  private static String line(Ink ink, String mark, Finding finding, String seen) {
    return "  " + ink.of(mark) + " " + Ink.fit(finding.check(), CHECK_WIDTH) + " " + seen;
  }

  private static String fix(String fix) {
    return " ".repeat(CHECK_WIDTH + 5) + Ink.CYAN.of("→ " + fix);
  }

  private static String summary(List<Finding> findings) {
    long bad = count(findings, Verdict.Bad.class);
    String text =
        String.format(
            Locale.ROOT,
            "%d good, %d to improve, %d broken, %d not known",
            count(findings, Verdict.Good.class),
            count(findings, Verdict.Weak.class),
            bad,
            count(findings, Verdict.Untold.class));
    return (bad == 0 ? Ink.GREEN : Ink.RED).of(text);
  }

  private static long count(List<Finding> findings, Class<? extends Verdict> kind) {
    return findings.stream().map(Finding::verdict).filter(kind::isInstance).count();
  }

  /** Whether nothing is broken. */
  public static boolean isHealthy(List<Finding> findings) {
    return findings.stream().noneMatch(Finding::isBad);
  }
}
