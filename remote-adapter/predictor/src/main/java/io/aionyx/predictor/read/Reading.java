package io.aionyx.predictor.read;

import io.aionyx.predictor.outlook.Board;
import io.aionyx.predictor.outlook.Line;
import io.aionyx.wire.ReadQuery;
import io.aionyx.wire.ReadRequest;
import io.aionyx.wire.SnappyBlock;
import io.aionyx.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From a request's headers and bytes to what answers it. Each step refuses before the next one
 * spends anything; what is refused is always the request's fault, so it is a 4xx.
 */
final class Reading {
  private final ReadLimits limits;
  private final SnappyBlock snappy;

  Reading(ReadLimits limits) {
    this.limits = limits;
    this.snappy = new SnappyBlock(limits.messageBytes());
  }

  static void check(@Nullable String contentType, @Nullable String encoding) throws Refused {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).strip();
    if (!type.isEmpty() && !type.startsWith(ReadRequest.CONTENT_TYPE)) {
      throw new Refused(
          415, "content_type", "a remote-read request is " + ReadRequest.CONTENT_TYPE);
    }
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("snappy")) {
      throw new Refused(415, "content_encoding", "a remote-read request is snappy-compressed");
    }
  }

  ReadRequest request(byte[] body) throws Refused {
    try {
      byte[] message = snappy.decode(body);
      ReadRequest request = ReadRequest.decode(message, 0, message.length);
      if (request.queries().size() > limits.queries()) {
        throw Refused.badData(
            "too_many_queries", request.queries().size() + " queries, at most " + limits.queries());
      }
      return request;
    } catch (WireException e) {
      throw Refused.badData(e.fault().code(), String.valueOf(e.getMessage()));
    }
  }

  List<Found> find(ReadRequest request, Board board) throws Refused {
    var found = new ArrayList<Found>();
    long samples = 0;
    for (ReadQuery query : request.queries()) {
      Found next = find(query, board);
      samples += next.samples();
      if (samples > limits.samples()) {
        throw new Refused(
            422,
            "too_many_samples",
            "the answer would have more than "
                + limits.samples()
                + " samples; ask for fewer series or a shorter range");
      }
      found.add(next);
    }
    return found;
  }

  private Found find(ReadQuery query, Board board) throws Refused {
    Matching matching = Matching.of(query.matchers(), limits);
    Grid grid = Grid.of(query, board);
    List<Line> lines =
        grid.moments() == 0
            ? List.of()
            : board.lines().stream().filter(line -> matching.meets(line.labels())).toList();
    return new Found(lines, grid);
  }
}
