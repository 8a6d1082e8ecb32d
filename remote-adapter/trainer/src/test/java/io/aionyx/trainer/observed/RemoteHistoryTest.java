package io.aionyx.trainer.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.FailureWatch;
import io.aionyx.core.signals.SignalCatalog;
import io.aionyx.trainer.Catalogs;
import io.aionyx.trainer.Progress;
import io.aionyx.wire.LabelPair;
import io.aionyx.wire.history.HistorySource;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemoteHistoryTest {
  @Test
  void fetch_asksForWhatModelsReadAndForWhatTellsOfFailures() throws Exception {
    var asked = new HashSet<String>();
    HistorySource source =
        (from, to, matchers, sink) -> {
          for (String name : matchers.getFirst().value().split("\\|")) {
            asked.add(name);
          }
          sink.series(List.of(new LabelPair("__name__", "kube_node_spec_unschedulable")));
          sink.sample(from, 0);
          sink.again();
          sink.sample(from, 0);
        };
    try (var spool = new Spool()) {
      long samples =
          RemoteHistory.fetch(source, Catalogs.shipped(), 0, 1000, spool, Progress.SILENT);
      assertThat(samples).isPositive();
      assertThat(asked)
          .containsAll(Catalogs.shipped().metrics())
          .containsAll(SignalCatalog.infos())
          .containsAll(FailureWatch.metrics());
    }
  }
}
