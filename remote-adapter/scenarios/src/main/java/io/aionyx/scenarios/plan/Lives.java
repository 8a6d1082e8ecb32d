package io.aionyx.scenarios.plan;

import io.aionyx.core.signals.Entity;
import io.aionyx.scenarios.cluster.Life;
import io.aionyx.scenarios.cluster.Slot;
import io.aionyx.scenarios.random.Rng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which pod holds which slot at what time. */
public final class Lives {
  private final List<Slot> slots;
  private final List<List<Life>> bySlot = new ArrayList<>();
  private final Rng rng;
  private int revision;

  Lives(List<Slot> slots, long startMillis, Rng rng) {
    this.slots = slots;
    this.rng = rng;
    for (Slot slot : slots) {
      var lives = new ArrayList<Life>();
      lives.add(Life.of(slot, 0, slot.node(), startMillis, rng));
      bySlot.add(lives);
    }
  }

  /** The pod in a slot; before the first life, the first. */
  public Life at(int slot, long millis) {
    var lives = bySlot.get(slot);
    Life found = lives.get(0);
    for (Life life : lives) {
      if (life.fromMillis() <= millis) {
        found = life;
      }
    }
    return found;
  }

  /** The pod as the entity that may fail. */
  public Entity entity(int slot, long millis) {
    return Entity.pod(slots.get(slot).workload().namespace(), at(slot, millis).pod());
  }

  /**
   * The pod that holds the slot of a pod at another time; anything else is itself. A rollout that
   * is planned later may come earlier, and then a name that was taken down is no longer true.
   */
  Entity renamed(Entity entity, long millis) {
    for (int slot = 0; slot < bySlot.size(); slot++) {
      int index = slot;
      if (bySlot.get(slot).stream()
          .anyMatch(life -> entity(index, life.fromMillis()).equals(entity))) {
        return entity(slot, millis);
      }
    }
    return entity;
  }

  /** Slots whose pods are on a node. */
  List<Integer> on(int node, long millis) {
    var found = new ArrayList<Integer>();
    for (int slot = 0; slot < bySlot.size(); slot++) {
      if (at(slot, millis).node() == node) {
        found.add(slot);
      }
    }
    return found;
  }

  /** A new revision number, for pods which come from a changed template. */
  int newRevision() {
    return ++revision;
  }

  /** Puts a new pod into a slot. */
  void replace(int slot, int revision, int node, long fromMillis) {
    var lives = bySlot.get(slot);
    lives.add(Life.of(slots.get(slot), revision, node, fromMillis, rng));
    lives.sort(Comparator.comparingLong(Life::fromMillis));
  }
}
