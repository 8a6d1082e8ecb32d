package io.aionyx.core.signals;

import io.aionyx.core.series.Labels;
import java.util.Comparator;

/**
 * One thing that may fail: its kind and its identity labels, with {@code cluster} where known.
 *
 * <p>Order is by kind, then labels; everything that iterates over entities iterates in it, so that
 * two replays of one stream give the same rows in the same order.
 */
public record Entity(EntityKind kind, Labels identity) implements Comparable<Entity> {
  private static final Comparator<Entity> ORDER =
      Comparator.comparing(Entity::kind).thenComparing(Entity::identity);

  public Entity {
    for (String name : kind.identity()) {
      if (!identity.has(name)) {
        throw new IllegalArgumentException(
            "a " + kind.name() + " needs the label " + name + ": was " + identity);
      }
    }
  }

  public static Entity node(String node) {
    return new Entity(EntityKind.NODE, Labels.of("node", node));
  }

  public static Entity pod(String namespace, String pod) {
    return new Entity(EntityKind.POD, Labels.of("namespace", namespace, "pod", pod));
  }

  /** Identity without the cluster, slash-separated: {@code shop/cart-7f9c}. */
  public String path() {
    return String.join("/", kind.identity().stream().map(identity::get).toList());
  }

  @Override
  public int compareTo(Entity other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.name() + ' ' + path();
  }
}
