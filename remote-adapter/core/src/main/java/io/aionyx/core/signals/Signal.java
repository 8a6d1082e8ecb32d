package io.aionyx.core.signals;

/**
 * A canonical quantity of an entity.
 *
 * @param index position within its kind
 * @param complement whether the value is one minus what is read, for shares that exporters give as
 *     the free part
 * @param seasonal whether what is usual for each hour of the week is learnt
 */
record Signal(
    EntityKind kind,
    int index,
    String name,
    Reading reading,
    boolean complement,
    boolean seasonal) {
  @Override
  public String toString() {
    return kind.name() + '.' + name;
  }
}
