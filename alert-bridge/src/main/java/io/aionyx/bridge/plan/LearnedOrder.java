package io.aionyx.bridge.plan;

import io.aionyx.bridge.json.Hashes;
import io.aionyx.bridge.store.Outcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Thompson sampling over a playbook's alternatives, with a floor of exploration.
 *
 * <p>Each action's success ratio has a Beta(1 + successes, 1 + failures) belief from its last 100
 * outcomes; a draw from each belief orders the alternatives [1]. With the floor's probability the
 * order is random instead, so that an action which failed early is still tried now and then. Draws
 * are seeded by the episode: planning the same episode again gives the same order, also after a
 * crash.
 *
 * <p>Beta(a, b) for whole numbers is the a-th smallest of a + b - 1 uniform draws.
 *
 * <p>[1] Thompson, On the likelihood that one unknown probability exceeds another, 1933.
 */
public final class LearnedOrder implements Order {

  private static final int REMEMBERED = 100;

  private final Outcomes outcomes;
  private final double explorationFloor;

  public LearnedOrder(Outcomes outcomes, double explorationFloor) {
    this.outcomes = outcomes;
    this.explorationFloor = explorationFloor;
  }

  @Override
  public List<Integer> of(Playbook playbook, String episodeKey) {
    Random random = new Random(Long.parseUnsignedLong(Hashes.sha256(episodeKey), 0, 16, 16));
    boolean explore = random.nextDouble() < explorationFloor;
    Map<Integer, Double> draws = new HashMap<>();
    List<Integer> order = new ArrayList<>(Order.asWritten().of(playbook, episodeKey));
    for (int index : order) {
      String action = playbook.steps().get(index).action();
      draws.put(index, explore ? random.nextDouble() : draw(action, random));
    }
    order.sort(Comparator.comparingDouble((Integer i) -> draws.getOrDefault(i, 0.0)).reversed());
    return order;
  }

  private double draw(String action, Random random) {
    List<Outcomes.Outcome> last = outcomes.last(action, REMEMBERED);
    int successes = (int) last.stream().filter(Outcomes.Outcome::succeeded).count();
    double[] uniform = random.doubles(last.size() + 1L).sorted().toArray();
    return uniform[successes];
  }
}
