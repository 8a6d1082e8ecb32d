package io.aionyx.wire.history;

import io.aionyx.wire.LabelMatcher;
import java.util.List;

/**
 * Where samples of the past come from.
 *
 * <pre>{@code
 * var server = RemoteReadClient.of(URI.create("http://localhost:9090/api/v1/read"));
 * HistorySource history = new PacedHistory(server, Pace.GENTLE);
 * var nodes = List.of(new LabelMatcher(LabelMatcher.Type.REGEX, "__name__", "node_.+"));
 * history.read(startMillis, endMillis, nodes, sink);
 * }</pre>
 */
public interface HistorySource {
  /**
   * Gives every sample of every series that meets all matchers. Blocks until all are given.
   *
   * @param startMillis first moment asked for
   * @param endMillis last moment asked for
   * @throws HistoryException if not all could be given; those before the fault were
   */
  void read(long startMillis, long endMillis, List<LabelMatcher> matchers, HistorySink sink)
      throws HistoryException, InterruptedException;
}
