package io.aionyx.grafana.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameJsonTest {
  @Test
  void json_namesTypesAndHoldsValues() {
    Frame frame =
        Frame.of(
                "risk",
                Field.times("at", Arrays.asList(Instant.ofEpochMilli(1500), null)),
                Field.numbers("p", 0.5, Double.NaN).labels(Map.of("node", "n1")),
                Field.booleans("open", true, false))
            .refId("A")
            .meta(Map.of("type", "table"));

    assertThat(new String(frame.json(), UTF_8))
        .isEqualTo(
            """
            {"schema":{"name":"risk","refId":"A","meta":{"type":"table"},"fields":[\
            {"name":"at","type":"time","typeInfo":{"frame":"time.Time","nullable":true}},\
            {"name":"p","type":"number","typeInfo":{"frame":"float64","nullable":true},\
            "labels":{"node":"n1"}},\
            {"name":"open","type":"boolean","typeInfo":{"frame":"bool"}}]},\
            "data":{"values":[[1500,null],[0.5,null],[true,false]]}}""");
  }

  @Test
  void nanoseconds_areKeptBesideTheMilliseconds() {
    Frame frame = Frame.of("fine", Field.times("at", List.of(Instant.ofEpochSecond(1, 2_000_003))));

    assertThat(new String(frame.json(), UTF_8))
        .endsWith("\"data\":{\"values\":[[1002]],\"nanos\":[[3]]}}");
  }

  @Test
  void timesBefore1970_keepTheirOrder() {
    Frame frame = Frame.of("old", Field.times("at", List.of(Instant.ofEpochSecond(-1, 1))));

    assertThat(new String(frame.json(), UTF_8))
        .endsWith("\"data\":{\"values\":[[-1000]],\"nanos\":[[1]]}}");
  }

  @Test
  void infinities_areEntities() {
    Frame frame =
        Frame.of(
            "wide",
            Field.numbers("v", Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY),
            Field.integers("n", 1, 2, 3));

    assertThat(new String(frame.json(), UTF_8))
        .endsWith(
            "\"data\":{\"values\":[[null,1.0,null],[1,2,3]],"
                + "\"entities\":[{\"Inf\":[0],\"NegInf\":[2]},null]}}");
  }
}
