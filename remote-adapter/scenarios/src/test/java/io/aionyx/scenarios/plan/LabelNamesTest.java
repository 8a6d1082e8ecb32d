package io.aionyx.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aionyx.core.history.Failure;
import io.aionyx.core.signals.EntityKind;
import io.aionyx.scenarios.World;
import io.aionyx.scenarios.WorldSpec;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rollout planned after a failure may rename the pod that fails. */
class LabelNamesTest {
  @Test
  void failures_ofPods_nameThePodThatIsThereWhenItFails() {
    for (long seed = 1_000_000; seed < 1_000_004; seed++) {
      var world = World.of(WorldSpec.of(seed).withSize(6, 50));
      for (Failure failure : world.failures()) {
        if (failure.entity().kind().equals(EntityKind.POD)) {
          assertThat(
                  IntStream.range(0, world.plan().topology().slots().size())
                      .mapToObj(slot -> world.plan().lives().entity(slot, failure.failMillis())))
              .contains(failure.entity());
        }
      }
    }
  }
}
