package io.aionyx.scenarios.plan;

import java.util.ArrayList;
import java.util.List;

/** When a pod slot or node is taken, so that incidents of one entity never overlap. */
final class Calendar {
  private record Booking(long from, long to) {}

  private final List<List<Booking>> pods = new ArrayList<>();
  private final List<List<Booking>> nodes = new ArrayList<>();

  Calendar(int podCount, int nodeCount) {
    for (int i = 0; i < podCount; i++) {
      pods.add(new ArrayList<>());
    }
    for (int i = 0; i < nodeCount; i++) {
      nodes.add(new ArrayList<>());
    }
  }

  boolean podFree(int slot, long from, long to) {
    return free(pods.get(slot), from, to);
  }

  boolean nodeFree(int node, long from, long to) {
    return free(nodes.get(node), from, to);
  }

  void bookPod(int slot, long from, long to) {
    pods.get(slot).add(new Booking(from, to));
  }

  void bookNode(int node, long from, long to) {
    nodes.get(node).add(new Booking(from, to));
  }

  private static boolean free(List<Booking> bookings, long from, long to) {
    for (Booking booking : bookings) {
      if (from < booking.to && booking.from < to) {
        return false;
      }
    }
    return true;
  }
}
