package io.aionyx.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.app.demo.Demo;
import io.aionyx.core.Evaluation;
import io.aionyx.predictor.Predictor;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import io.aionyx.scenarios.random.Split;
import io.aionyx.scenarios.replay.RemoteWriteReplayer;
import io.aionyx.scenarios.replay.ReplaySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One scenario through the real door, with the models that ship. */
class ReplayIT {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private static final WorldSpec SPEC =
      WorldSpec.of(Split.TEST.seeds(1).findFirst().orElseThrow())
          .withSize(3, 15)
          .withDuration(Duration.ofHours(1))
          .withIncidents(48, 1);

  @Test
  void replay_atAnySpeed_givesTheSamePredictionsBitForBit() {
    List<Evaluation> first = replay(Double.POSITIVE_INFINITY);

    assertThat(first).hasSizeGreaterThan(110);
    assertThat(first.getLast().predictions()).hasSizeGreaterThan(30);
    assertThat(replay(Double.POSITIVE_INFINITY)).isEqualTo(first);
    assertThat(replay(900)).isEqualTo(first);
  }

  @Test
  void replay_predictsWithinTwoIntervalsOfTheFirstSamples() {
    Evaluation first =
        replay(Double.POSITIVE_INFINITY).stream()
            .filter(evaluation -> !evaluation.predictions().isEmpty())
            .findFirst()
            .orElseThrow();

    assertThat(first.atMillis()).isLessThanOrEqualTo(SPEC.startMillis() + 2 * INTERVAL.toMillis());
  }

  private static List<Evaluation> replay(double speed) {
    List<Evaluation> evaluations = Collections.synchronizedList(new ArrayList<>());
    try (Predictor predictor = Predictor.start(Demo.config(0, ""))) {
      predictor.onEvaluation(evaluations::add);
      ReplaySettings door = ReplaySettings.to(predictor.url().resolve("/api/v1/write"));
      new RemoteWriteReplayer(door.withSpeed(speed)).replay(World.of(SPEC), _ -> {});
    }
    return evaluations;
  }
}
