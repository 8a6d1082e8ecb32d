package io.aionyx.grafana.serve;

import com.google.protobuf.UnsafeByteOperations;
import io.aionyx.grafana.PluginContext;
import io.aionyx.grafana.Query;
import io.aionyx.grafana.QueryHandler;
import io.aionyx.grafana.TimeRange;
import io.aionyx.grafana.frame.Frame;
import io.aionyx.grafana.json.Json;
import io.aionyx.grafana.proto.DataFrameFormat;
import io.aionyx.grafana.proto.DataGrpc;
import io.aionyx.grafana.proto.DataQuery;
import io.aionyx.grafana.proto.DataResponse;
import io.aionyx.grafana.proto.QueryChunkedDataRequest;
import io.aionyx.grafana.proto.QueryChunkedDataResponse;
import io.aionyx.grafana.proto.QueryDataRequest;
import io.aionyx.grafana.proto.QueryDataResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Queries. Frames leave as Arrow files, as every host reads them, and as JSON only for a host that
 * asks for it. One failing query does not spoil the others of its request.
 */
final class DataService extends DataGrpc.DataImplBase {
  private static final int OK = 200;

  private final QueryHandler handler;

  DataService(QueryHandler handler) {
    this.handler = handler;
  }

  @Override
  public void queryData(QueryDataRequest request, StreamObserver<QueryDataResponse> response) {
    QueryDataResponse.Builder answers = QueryDataResponse.newBuilder();
    for (DataQuery query : request.getQueriesList()) {
      answers.putResponses(
          query.getRefId(), answer(request.getPluginContext(), query, request.getFormat()));
    }
    response.onNext(answers.build());
    response.onCompleted();
  }

  private DataResponse answer(
      io.aionyx.grafana.proto.PluginContext context, DataQuery query, DataFrameFormat format) {
    try {
      DataResponse.Builder answer = DataResponse.newBuilder().setStatus(OK);
      if (format == DataFrameFormat.JSON) {
        answer.setFormat(DataFrameFormat.JSON);
      }
      for (Frame frame : frames(context, query)) {
        answer.addFrames(
            UnsafeByteOperations.unsafeWrap(
                answer.getFormat() == DataFrameFormat.JSON ? frame.json() : frame.arrow()));
      }
      return answer.build();
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e, "answering query " + query.getRefId());
      return DataResponse.newBuilder()
          .setError(failure.message())
          .setStatus(failure.status())
          .setErrorSource(failure.source())
          .build();
    }
  }

  /** Every frame is one chunk: rows are in memory already, and Grafana joins chunks anyway. */
  @Override
  public void queryChunkedData(
      QueryChunkedDataRequest request, StreamObserver<QueryChunkedDataResponse> response) {
    for (DataQuery query : request.getQueriesList()) {
      DataResponse answer = answer(request.getPluginContext(), query, DataFrameFormat.ARROW);
      chunks(query.getRefId(), answer).forEach(response::onNext);
    }
    response.onCompleted();
  }

  private static List<QueryChunkedDataResponse> chunks(String refId, DataResponse answer) {
    QueryChunkedDataResponse.Builder chunk =
        QueryChunkedDataResponse.newBuilder()
            .setRefId(refId)
            .setStatus(answer.getStatus())
            .setError(answer.getError())
            .setErrorSource(answer.getErrorSource());
    if (answer.getFramesCount() == 0) {
      return List.of(chunk.build());
    }
    return IntStream.range(0, answer.getFramesCount())
        .mapToObj(
            index ->
                chunk.setFrameId(refId + "-" + index).setFrame(answer.getFrames(index)).build())
        .toList();
  }

  private List<Frame> frames(io.aionyx.grafana.proto.PluginContext context, DataQuery query) {
    PluginContext who = Contexts.read(context);
    return handler.query(who, read(query)).stream()
        .map(frame -> frame.refId().isEmpty() ? frame.refId(query.getRefId()) : frame)
        .toList();
  }

  private static Query read(DataQuery wire) {
    return new Query(
        wire.getRefId(),
        wire.getQueryType(),
        new TimeRange(
            Instant.ofEpochMilli(wire.getTimeRange().getFromEpochMS()),
            Instant.ofEpochMilli(wire.getTimeRange().getToEpochMS())),
        wire.getMaxDataPoints(),
        Duration.ofMillis(wire.getIntervalMS()),
        Json.object(wire.getJson().toByteArray()));
  }
}
