package io.aionyx.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Maps over a list on all cores; results keep the order of the list, whoever was first. */
public final class Parallel {
  private Parallel() {}

  public static <T, R> List<R> map(
      List<T> inputs, Function<T, R> work, String stage, Progress progress) {
    var done = new AtomicInteger();
    progress.step(stage, 0, inputs.size());
    int threads = Math.max(1, Math.min(inputs.size(), Runtime.getRuntime().availableProcessors()));
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var futures = new ArrayList<Future<R>>();
      for (var input : inputs) {
        futures.add(
            pool.submit(
                () -> {
                  R result = work.apply(input);
                  progress.step(stage, done.incrementAndGet(), inputs.size());
                  return result;
                }));
      }
      return collect(futures);
    }
  }

  private static <R> List<R> collect(List<Future<R>> futures) {
    var results = new ArrayList<R>();
    try {
      for (var future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      futures.forEach(future -> future.cancel(true));
      throw new IllegalStateException("parallel work failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      futures.forEach(future -> future.cancel(true));
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
