package io.aionyx.trainer.observed;

import io.aionyx.core.history.FailureWatch;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.trainer.Progress;
import io.aionyx.wire.LabelMatcher;
import io.aionyx.wire.LabelMatcher.Type;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.history.HistorySink;
import io.aionyx.wire.history.HistorySource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Fetches from a remote-read server what models read and what tells of failures, once. */
public final class RemoteHistory {
  private RemoteHistory() {}

  /**
   * @return the number of samples fetched
   * @throws IOException if not all could be had
   */
  public static long fetch(
      HistorySource source,
      SignalCatalog catalog,
      long fromMillis,
      long toMillis,
      Spool into,
      Progress progress)
      throws IOException, InterruptedException {
    var names = new LabelMatcher(Type.REGEX, Labels.METRIC_NAME, String.join("|", names(catalog)));
    long before = into.samples();
    source.read(
        fromMillis, toMillis, List.of(names), new Filling(into, fromMillis, toMillis, progress));
    into.finish();
    return into.samples() - before;
  }

  private static TreeSet<String> names(SignalCatalog catalog) {
    var names = new TreeSet<>(catalog.metrics());
    names.addAll(SignalCatalog.infos());
    names.addAll(FailureWatch.metrics());
    return names;
  }

  /** A slice that breaks off comes again; the spool gives a sample once however often it came. */
  private static final class Filling implements HistorySink {
    private final Spool spool;
    private final long fromMillis;
    private final long toMillis;
    private final Progress progress;
    private int number;

    Filling(Spool spool, long fromMillis, long toMillis, Progress progress) {
      this.spool = spool;
      this.fromMillis = fromMillis;
      this.toMillis = toMillis;
      this.progress = progress;
    }

    @Override
    public void series(List<LabelPair> labels) {
      Map<String, String> map = new TreeMap<>();
      labels.forEach(label -> map.put(label.name(), label.value()));
      number = spool.series(Labels.of(map));
    }

    @Override
    public void sample(long timestampMillis, double value) {
      spool.add(number, timestampMillis, value);
    }

    @Override
    public void through(long millis) {
      progress.step("fetching history", minutes(millis), minutes(toMillis));
    }

    private int minutes(long millis) {
      return (int) ((millis - fromMillis) / 60_000);
    }
  }
}
