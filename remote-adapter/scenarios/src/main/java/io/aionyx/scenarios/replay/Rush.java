package io.aionyx.scenarios.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends requests over several connections as fast as they are taken. */
public final class Rush {
  private final ReplaySettings settings;

  public Rush(ReplaySettings settings) {
    this.settings = settings;
  }

  /**
   * What sending took.
   *
   * @param latenciesNanos of each request, ascending
   */
  public record Took(long nanos, long[] latenciesNanos) {
    /** Latency that a share of the requests did not exceed, in milliseconds. */
    public double millis(double share) {
      int last = latenciesNanos.length - 1;
      return last < 0 ? Double.NaN : latenciesNanos[(int) Math.round(share * last)] / 1e6;
    }
  }

  /**
   * Blocks until all has been accepted.
   *
   * @param requests for each connection, sent one after the other
   * @throws ReplayException when the receiver refuses or cannot be reached
   */
  public Took send(List<List<byte[]>> requests) {
    long start = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(requests.size())) {
      var running = new ArrayList<Future<long[]>>();
      requests.forEach(ofOne -> running.add(threads.submit(() -> sendOne(ofOne))));
      long[] latencies =
          running.stream().map(Rush::result).flatMapToLong(Arrays::stream).sorted().toArray();
      return new Took(System.nanoTime() - start, latencies);
    }
  }

  private long[] sendOne(List<byte[]> requests) {
    var latencies = new long[requests.size()];
    try (var client = new WriteClient(settings, Pace.WALL)) {
      for (int i = 0; i < latencies.length; i++) {
        long start = System.nanoTime();
        client.send(requests.get(i));
        latencies[i] = System.nanoTime() - start;
      }
    }
    return latencies;
  }

  private static long[] result(Future<long[]> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayException("interrupted", e);
    } catch (ExecutionException e) {
      throw new ReplayException("a connection gave up: " + e.getCause(), e);
    }
  }
}
