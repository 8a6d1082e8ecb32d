package io.aionyx.bridge.gate;

import io.aionyx.bridge.config.GateConfig;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

/** In quiet hours and maintenance windows the bridge does less: it advises, or asks. */
record QuietHoursGate(List<GateConfig.QuietHours> quiet, List<GateConfig.Maintenance> windows)
    implements Gate {

  @Override
  public String name() {
    return "hours";
  }

  @Override
  public Verdict judge(Case c) {
    for (GateConfig.Maintenance window : windows) {
      if (!c.now().isBefore(window.from().toInstant())
          && c.now().isBefore(window.to().toInstant())) {
        return advise("maintenance window " + window.name() + " until " + window.to());
      }
    }
    return quiet.stream()
        .filter(hours -> covers(hours, c.now()))
        .findFirst()
        .map(this::quietly)
        .orElseGet(() -> allow("no quiet hours, no maintenance window"));
  }

  private Verdict quietly(GateConfig.QuietHours hours) {
    String reason = "quiet hours " + hours.from() + "-" + hours.to() + " " + hours.zone();
    return switch (hours.mode()) {
      case SHADOW, ADVISE -> advise(reason);
      case APPROVE -> ask(reason);
      case AUTOPILOT -> allow(reason + ", autopilot allowed");
    };
  }

  /** Hours over midnight belong to the day on which they begin. */
  private static boolean covers(GateConfig.QuietHours hours, Instant now) {
    ZonedDateTime local = now.atZone(hours.zone());
    LocalTime time = local.toLocalTime();
    boolean overnight = !hours.from().isBefore(hours.to());
    if (!overnight) {
      return hours.days().contains(local.getDayOfWeek())
          && !time.isBefore(hours.from())
          && time.isBefore(hours.to());
    }
    return (hours.days().contains(local.getDayOfWeek()) && !time.isBefore(hours.from()))
        || (hours.days().contains(local.minusDays(1).getDayOfWeek()) && time.isBefore(hours.to()));
  }
}
