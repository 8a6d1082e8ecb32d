package io.aionyx.scenarios.plan;

import io.aionyx.scenarios.plan.Happening.Type;
import java.util.ArrayList;
import java.util.List;

/** What the failure itself does to the cluster, and for how long. */
enum Consequence {
  OOM_KILL(2) {
    @Override
    List<Happening> happenings(int slot, long at) {
      return List.of(new Happening(at, Type.OOM_KILL, slot, at + 40_000));
    }
  },
  CRASH_LOOP(9) {
    @Override
    List<Happening> happenings(int slot, long at) {
      var happenings = new ArrayList<Happening>();
      long time = at;
      for (int backOffSeconds = 10; backOffSeconds <= 160; backOffSeconds *= 2) {
        long back = time + 20_000 + backOffSeconds * 1000L;
        happenings.add(new Happening(time, Type.CRASH, slot, back));
        happenings.add(new Happening(time, Type.BACK_OFF, slot, back));
        time = back + 30_000;
      }
      return happenings;
    }
  },
  BAD_DEPLOY(10) {
    @Override
    List<Happening> happenings(int slot, long at) {
      var happenings = new ArrayList<Happening>();
      happenings.add(Happening.moment(at - 60_000, Type.REPLACE, slot));
      happenings.addAll(CRASH_LOOP.happenings(slot, at));
      return happenings;
    }
  },
  UNREADY(6) {
    @Override
    List<Happening> happenings(int slot, long at) {
      return List.of(
          new Happening(at, Type.UNREADY, slot, at + 180_000),
          new Happening(at + 180_000, Type.CRASH, slot, at + 220_000));
    }
  },
  NOT_READY(12) {
    @Override
    List<Happening> happenings(int node, long at) {
      return List.of(new Happening(at, Type.NOT_READY, node, at + 600_000));
    }
  },
  REBOOT(8) {
    @Override
    List<Happening> happenings(int node, long at) {
      return List.of(new Happening(at, Type.DOWN, node, at + 300_000));
    }
  },
  READ_ONLY(15) {
    @Override
    List<Happening> happenings(int node, long at) {
      return List.of(
          new Happening(at, Type.READ_ONLY, node, at + 600_000),
          new Happening(at, Type.NOT_READY, node, at + 600_000),
          new Happening(at + 600_000, Type.DOWN, node, at + 780_000));
    }
  },
  DISK_PRESSURE(12) {
    @Override
    List<Happening> happenings(int node, long at) {
      return List.of(new Happening(at, Type.DISK_PRESSURE, node, at + 600_000));
    }
  },
  MEMORY_PRESSURE(12) {
    @Override
    List<Happening> happenings(int node, long at) {
      return List.of(new Happening(at, Type.MEMORY_PRESSURE, node, at + 480_000));
    }
  },
  PID_PRESSURE(12) {
    @Override
    List<Happening> happenings(int node, long at) {
      return List.of(new Happening(at, Type.PID_PRESSURE, node, at + 480_000));
    }
  };

  private final int minutes;

  Consequence(int minutes) {
    this.minutes = minutes;
  }

  abstract List<Happening> happenings(int index, long at);

  /** How long the entity is taken after its failure. */
  long lengthMillis() {
    return minutes * 60_000L;
  }

  /** How long what led to the failure goes on after it; a restart ends it at once. */
  long persistMillis() {
    return this == NOT_READY || this == UNREADY || this == READ_ONLY ? 120_000 : 0;
  }

  /** Whether the pods of a failing node lose their place. */
  boolean evicts() {
    return this == DISK_PRESSURE || this == MEMORY_PRESSURE || this == PID_PRESSURE;
  }

  /** Whether the containers of a failing node are restarted. */
  boolean restartsPods() {
    return this == REBOOT || this == READ_ONLY;
  }
}
