package io.aionyx.trainer;

import io.aionyx.core.history.Confounder;
import io.aionyx.core.history.Failure;
import io.aionyx.core.history.History;
import io.aionyx.core.series.Labels;
import io.aionyx.core.signals.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A day of pods that leak: some to the limit, some to a plateau that looks the same for a while.
 * Small enough to train on within a test.
 */
final class LeakWorld implements History {
  private static final long START = 1_767_571_200_000L;
  private static final long STEP = Duration.ofMinutes(1).toMillis();
  private static final int MINUTES = 40 * 60;

  /** Lives begin before the replay and end after it: no hour of it is special. */
  private static final int FIRST = 8 * 60;

  private static final int LAST = 32 * 60;
  private static final double LIMIT = 1 << 30;

  private final int pods;
  private final List<Failure> failures = new ArrayList<>();
  private final List<Confounder> confounders = new ArrayList<>();
  private final float[][] used;

  LeakWorld(long seed, int pods) {
    this.pods = pods;
    this.used = new float[pods][MINUTES];
    for (int pod = 0; pod < pods; pod++) {
      live(pod, new SplittableRandom(seed * 1000 + pod));
    }
    failures.removeIf(f -> f.failMillis() < at(FIRST) || f.failMillis() >= at(LAST));
    failures.sort((a, b) -> Long.compare(a.failMillis(), b.failMillis()));
  }

  private void live(int pod, SplittableRandom random) {
    double base = random.nextDouble(0.2, 0.5);
    int minute = 0;
    while (minute < MINUTES) {
      int calm = minute + random.nextInt(60, 500);
      for (; minute < Math.min(MINUTES, calm); minute++) {
        used[pod][minute] = noisy(base, random);
      }
      minute =
          random.nextInt(3) > 0
              ? plateau(pod, minute, base, random)
              : leak(pod, minute, base, random);
    }
  }

  private int leak(int pod, int from, double base, SplittableRandom random) {
    int length = random.nextInt(80, 360);
    if (from + length >= MINUTES) {
      return calm(pod, from, base, random);
    }
    for (int i = 0; i < length; i++) {
      used[pod][from + i] = noisy(base + (1 - base) * i / length, random);
    }
    failures.add(
        new Failure(
            entity(pod),
            "oom",
            at(from),
            at(from + length / 10),
            at(from + length),
            List.of(),
            List.of("container_memory_working_set_bytes")));
    return from + length;
  }

  private int plateau(int pod, int from, double base, SplittableRandom random) {
    int length = random.nextInt(80, 360);
    if (from + 2 * length >= MINUTES) {
      return calm(pod, from, base, random);
    }
    double top = random.nextDouble(0.5, 0.85);
    for (int i = 0; i < 2 * length; i++) {
      used[pod][from + i] = noisy(base + (top - base) * Math.min(1, (double) i / length), random);
    }
    confounders.add(new Confounder(entity(pod), "plateau", at(from), at(from + 2 * length)));
    return from + 2 * length;
  }

  private int calm(int pod, int from, double base, SplittableRandom random) {
    for (int minute = from; minute < MINUTES; minute++) {
      used[pod][minute] = noisy(base, random);
    }
    return MINUTES;
  }

  private static float noisy(double value, SplittableRandom random) {
    return (float) Math.max(0, value + 0.01 * (random.nextDouble() + random.nextDouble() - 1));
  }

  private static Entity entity(int pod) {
    return Entity.pod("shop", "cart-" + pod);
  }

  private static long at(int minute) {
    return START + minute * STEP;
  }

  @Override
  public void replay(Sink sink) {
    for (int pod = 0; pod < pods; pod++) {
      sink.open(series("container_memory_working_set_bytes", pod));
      sink.open(series("kube_pod_container_resource_limits", pod).with("resource", "memory"));
    }
    for (int minute = FIRST; minute < LAST; minute++) {
      for (int pod = 0; pod < pods; pod++) {
        sink.sample(2 * pod, at(minute), used[pod][minute] * LIMIT);
        sink.sample(2 * pod + 1, at(minute), LIMIT);
      }
      sink.advance(at(minute));
    }
  }

  private static Labels series(String name, int pod) {
    return Labels.of(
        "__name__", name, "namespace", "shop", "pod", "cart-" + pod, "container", "app");
  }

  @Override
  public List<Failure> failures() {
    return failures;
  }

  @Override
  public List<Confounder> confounders() {
    return confounders;
  }
}
