package io.aionyx.app.demo;

import io.aionyx.app.demo.Account.Caught;
import io.aionyx.app.demo.Account.FalseAlarm;
import io.aionyx.app.terminal.Ink;
import io.aionyx.core.history.Failure;
import io.aionyx.predictor.serve.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The account as lines of text: what was caught, what was not, and how much of it nobody could. */
public final class Report {
  private static final int NAMED = 8;
  private static final int ENTITY = 38;

  private final Account account;

  public Report(Account account) {
    this.account = account;
  }

  public List<String> lines() {
    var lines = new ArrayList<String>();
    caught(lines);
    missed(lines);
    unpredictable(lines);
    falseAlarms(lines);
    return lines;
  }

  private void caught(List<String> lines) {
    long early = account.inTime().stream().filter(c -> c.failure().reachable(Account.LEAD)).count();
    lines.add(
        head(
            Ink.GREEN,
            "caught",
            "%d of the %d failures that show half an hour before, by then; %s ahead in the middle"
                .formatted(
                    early, account.predictable(), Words.span(account.medianLead().toSeconds()))));
    account.inTime().stream()
        .sorted(Comparator.comparing(Caught::lead).reversed())
        .limit(NAMED)
        .forEach(caught -> lines.add(caught(caught)));
    more(lines, account.inTime().size());
    if (!account.late().isEmpty()) {
      lines.add(
          head(
              Ink.YELLOW,
              "late",
              account.late().size() + " announced less than half an hour before"));
      account.late().stream().limit(NAMED).forEach(late -> lines.add(caught(late)));
      more(lines, account.late().size());
    }
  }

  private static String caught(Caught caught) {
    return failure(caught.failure())
        + Ink.fit(Words.span(caught.lead().toSeconds()) + " ahead", 18)
        + Ink.FAINT.of(Screen.reasons(caught.alarm().opening()));
  }

  private void missed(List<String> lines) {
    lines.add(
        head(
            account.missed().isEmpty() ? Ink.GREEN : Ink.RED,
            "missed",
            account.missed().size() + " that showed half an hour before"));
    account.missed().stream().limit(NAMED).forEach(missed -> lines.add(failure(missed)));
    more(lines, account.missed().size());
  }

  private void unpredictable(List<String> lines) {
    Map<String, Long> modes =
        account.unpredictable().stream()
            .collect(Collectors.groupingBy(Failure::mode, TreeMap::new, Collectors.counting()));
    String names =
        modes.entrySet().stream()
            .map(mode -> mode.getValue() + " " + mode.getKey())
            .collect(Collectors.joining(", "));
    lines.add(
        head(
            Ink.FAINT,
            "unpredictable",
            "%d that nothing foretold half an hour before%s"
                .formatted(
                    account.unpredictable().size(), names.isEmpty() ? "" : " (" + names + ")")));
  }

  private void falseAlarms(List<String> lines) {
    lines.add(
        head(
            account.falseAlarms().isEmpty() ? Ink.GREEN : Ink.YELLOW,
            "false alarms",
            "%d, with %d look-alikes in the data%s"
                .formatted(
                    account.falseAlarms().size(),
                    account.lookAlikes(),
                    account.unverified() == 0
                        ? ""
                        : "; %d more alarms were open at the end"
                            .formatted(account.unverified()))));
    account.falseAlarms().stream().limit(NAMED).forEach(alarm -> lines.add(falseAlarm(alarm)));
    more(lines, account.falseAlarms().size());
  }

  private static String falseAlarm(FalseAlarm alarm) {
    var opening = alarm.alarm().opening();
    return "   "
        + Words.clock(alarm.alarm().startMillis())
        + "  "
        + Ink.fit(alarm.alarm().entity().toString(), ENTITY)
        + Ink.fit(alarm.lookAlike().map(type -> type.replace('_', ' ')).orElse(""), 28)
        + Ink.FAINT.of(Screen.reasons(opening));
  }

  private static String failure(Failure failure) {
    return "   "
        + Words.clock(failure.failMillis())
        + "  "
        + Ink.fit(failure.entity().toString(), ENTITY)
        + Ink.fit(failure.mode().replace('_', ' '), 14);
  }

  private static void more(List<String> lines, int all) {
    if (all > NAMED) {
      lines.add("   and " + (all - NAMED) + " more");
    }
  }

  private static String head(Ink ink, String word, String text) {
    return ink.of(Ink.fit(word, 15)) + text;
  }
}
