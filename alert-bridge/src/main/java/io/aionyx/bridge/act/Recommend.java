package io.aionyx.bridge.act;

import io.aionyx.bridge.domain.Impact;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For failures no action in the box should touch: says what a person should do, and never acts. */
final class Recommend implements Action {

  @Override
  public Card card() {
    return new Card(
        Actions.RECOMMEND, Impact.DELEGATED, Set.of(), Map.of("advice", Parameter.TEXT), List.of());
  }

  @Override
  public Preflight inspect(Task task) {
    return Preflight.blocked(
        task.target().key(), "for people only: " + task.parameter("advice", "look at the target"));
  }

  @Override
  public void rehearse(Task task) {
    throw new IllegalStateException("a recommendation is never rehearsed");
  }

  @Override
  public Progress apply(Task task) {
    throw new IllegalStateException("a recommendation is never applied");
  }

  @Override
  public Health verify(Task task) {
    return new Health.Broken("a recommendation was never applied");
  }

  @Override
  public Progress rollback(Task task) {
    return new Progress.Done("nothing was changed");
  }
}
