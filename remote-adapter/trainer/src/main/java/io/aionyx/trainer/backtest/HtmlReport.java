package io.aionyx.trainer.backtest;

import io.aionyx.core.model.Horizon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The findings as one page that needs nothing from anywhere. */
public final class HtmlReport {
  private static final int SHOWN_CASES = 10;
  private static final double HOUR_MILLIS = 3_600_000;

  private static final String HEAD =
      """
      <!doctype html><html lang='en'><head><meta charset='utf-8'>
      <meta name='viewport' content='width=device-width'><title>AIONYX backtest</title><style>
      :root{color-scheme:light dark;--ink:#1b2733;--soft:#68788a;--line:#d5dce4;--a:#1f77b4;--b:#d9480f}
      @media(prefers-color-scheme:dark){:root{--ink:#dde6ef;--soft:#8fa0b3;--line:#33404d;--a:#6db3f2;--b:#ff9d66}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);max-width:1080px;margin:2rem auto;padding:0 1rem}
      pre{overflow-x:auto;font-size:12.5px;line-height:1.45;border:1px solid var(--line);padding:1rem}
      .row{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}figcaption{font-size:13px;color:var(--soft)}
      polyline{fill:none;stroke:var(--a);stroke-width:1.8}.ideal{stroke:var(--soft);stroke-dasharray:4 4}
      .limit{stroke:var(--b);stroke-dasharray:4 3;stroke-width:1.2}.other{stroke:var(--soft)}
      circle{fill:var(--b)}.bar{fill:var(--a)}.grid{stroke:var(--line)}
      .tick,.label{font-size:11px;fill:var(--soft)}
      </style></head><body><h1>AIONYX backtest</h1>
      """;

  private final Result result;
  private final StringBuilder page = new StringBuilder(HEAD);

  private HtmlReport(Result result) {
    this.result = result;
  }

  /** Writes the page. */
  public static void write(Result result, Path file) {
    try {
      Files.writeString(file, new HtmlReport(result).render());
    } catch (IOException e) {
      throw new UncheckedIOException("report " + file + ": " + e.getMessage(), e);
    }
  }

  private String render() {
    page.append("<p>Worlds ").append(seeds()).append(". Intervals are 95 %, over worlds.</p>");
    page.append("<pre>").append(Html.escape(Table.of(result))).append("</pre>");
    result.line(Contestant.nameOf(Horizon.H2)).ifPresent(this::model);
    return page.append("</body></html>\n").toString();
  }

  private String seeds() {
    return Html.escape(result.seeds().toString());
  }

  private void model(Result.Line line) {
    page.append("<h2>")
        .append(Html.escape(line.contestant().name()))
        .append("</h2><div class='row'>");
    figure(reliability(line.rows()), "Probability against what came true; dot area by rows");
    figure(precisionRecall(line.rows()), "Precision and recall, row by row");
    figure(leads(line.total()), "How long ahead failures were announced");
    page.append("</div>");
    cases(line, "Worst false alarms", false);
    cases(line, "Worst misses", true);
  }

  private void figure(String svg, String caption) {
    page.append("<figure>").append(svg).append("<figcaption>");
    page.append(Html.escape(caption)).append("</figcaption></figure>");
  }

  private static String reliability(Rows rows) {
    var plot = new Plot(330, 260, new double[] {0, 1}, new double[] {0, 1});
    plot.line("ideal", List.of(new double[] {0, 0}, new double[] {1, 1}));
    var points = new ArrayList<double[]>();
    for (int bin = 0; bin < 10; bin++) {
      double[] at = rows.bin(bin);
      if (at[2] > 0) {
        points.add(at);
        plot.dot("", at[0], at[1], Math.max(2, Math.min(9, Math.log10(at[2]) * 1.5)));
      }
    }
    return plot.line("", points).svg("Reliability", "said", "came true");
  }

  private static String precisionRecall(Rows rows) {
    var plot = new Plot(330, 260, new double[] {0, 1}, new double[] {0, 1});
    plot.horizontal("ideal", rows.baseRate());
    return plot.line("", Arrays.asList(rows.curve())).svg("Precision", "recall", "precision");
  }

  private static String leads(Tally total) {
    int[] counts = new int[8];
    total.leadMinutes.values().stream()
        .flatMap(List::stream)
        .forEach(minutes -> counts[(int) Math.min(7, minutes / 15)]++);
    double most = Math.max(4, Arrays.stream(counts).max().orElse(0));
    var plot = new Plot(330, 260, new double[] {0, 120}, new double[] {0, most});
    for (int i = 0; i < counts.length; i++) {
      plot.bar(15.0 * i, 15.0 * (i + 1), counts[i]);
    }
    return plot.vertical("limit", 30).svg("Leads", "minutes ahead", "failures");
  }

  private void cases(Result.Line line, String title, boolean misses) {
    var order = Comparator.comparingDouble(Tally.Case::peak);
    var shown =
        line.total().worst.stream()
            .filter(example -> example.missed() == misses)
            .sorted(misses ? order : order.reversed())
            .limit(SHOWN_CASES)
            .toList();
    page.append("<h3>").append(title).append("</h3><div class='row'>");
    shown.forEach(example -> example(example, line.contestant()));
    page.append(shown.isEmpty() ? "<p>None.</p></div>" : "</div>");
  }

  private void example(Tally.Case example, Contestant contestant) {
    var plot = new Plot(250, 130, new double[] {-4, 1}, new double[] {0, 1});
    plot.line("", around(example)).vertical("limit", 0);
    plot.horizontal("limit", contestant.threshold(example.kind()));
    figure(
        plot.svg(example.what(), "hours", "probability"),
        String.format(
            Locale.ROOT, "%s: %s (world %d)", example.entity(), example.what(), example.seed()));
  }

  private static List<double[]> around(Tally.Case example) {
    var points = new ArrayList<double[]>();
    var track = example.track();
    for (int i = 0; i < track.size(); i++) {
      double hours = (track.millisAt(i) - example.atMillis()) / HOUR_MILLIS;
      if (hours >= -4 && hours <= 1 && !Float.isNaN(track.at(i))) {
        points.add(new double[] {hours, track.at(i)});
      }
    }
    return points;
  }
}
