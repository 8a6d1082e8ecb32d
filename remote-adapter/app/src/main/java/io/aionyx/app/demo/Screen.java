package io.aionyx.app.demo;

import io.aionyx.app.demo.Watch.Risk;
import io.aionyx.app.terminal.Ink;
import io.aionyx.core.Prediction;
import io.aionyx.predictor.serve.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The live table as lines of text. */
final class Screen {
  private static final int ROWS = 10;
  private static final int ENTITY = 34;

  private final int width;
  private final String title;
  private final String url;

  Screen(int width, String title, String url) {
    this.width = width;
    this.title = title;
    this.url = url;
  }

  /**
   * Where the replay is.
   *
   * @param share of the history that has been replayed
   * @param speed seconds of the history in one second
   */
  record Progress(long eventMillis, double share, long samples, double perSecond, double speed) {}

  List<String> frame(Progress progress, List<Risk> risks, List<String> news) {
    var lines = new ArrayList<String>();
    lines.add(Ink.BOLD.of("AIONYX") + "  " + title);
    lines.add(Ink.FAINT.of("status page  ") + url);
    lines.add("");
    lines.add(progressLine(progress));
    lines.add("");
    lines.add(
        Ink.FAINT.of(
            Ink.fit("failure within", 27)
                + Ink.fit("in about", 13)
                + Ink.fit("entity", ENTITY)
                + "because"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(i < risks.size() ? row(risks.get(i)) : "");
    }
    lines.add("");
    lines.addAll(news);
    return lines;
  }

  static String progressLine(Progress progress) {
    return String.format(
        Locale.ROOT,
        "%s  %s  %3.0f %%  %s samples  %s/s  %s times real time",
        Words.moment(progress.eventMillis()),
        Ink.CYAN.of(Ink.bar(progress.share(), 24)),
        100 * progress.share(),
        Words.number(progress.samples()),
        Words.number(progress.perSecond()),
        Words.number(progress.speed()));
  }

  private String row(Risk risk) {
    Prediction worst = risk.worst();
    return ink(worst)
            .of(
                Ink.fit(worst.horizon().label(), 4)
                    + Ink.bar(worst.probability(), 14)
                    + String.format(Locale.ROOT, "%6s", Words.percent(worst.probability())))
        + "   "
        + Ink.fit(worst.eta() == null ? "" : Words.eta(worst).substring(3), 13)
        + Ink.fit(risk.entity().toString(), ENTITY - 1)
        + " "
        + Ink.FAINT.of(Ink.fit(reasons(worst), width - 27 - 13 - ENTITY));
  }

  static Ink ink(Prediction prediction) {
    if (prediction.alarming()) {
      return Ink.RED;
    }
    return prediction.probability() > prediction.threshold() / 2 ? Ink.YELLOW : Ink.GREEN;
  }

  static String reasons(Prediction prediction) {
    return prediction.contributions().stream()
        .limit(2)
        .map(reason -> Words.reason(reason) + " " + Words.percent(reason.share()))
        .collect(Collectors.joining(", "));
  }
}
