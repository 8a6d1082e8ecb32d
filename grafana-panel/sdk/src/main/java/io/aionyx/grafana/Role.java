package io.aionyx.grafana;

import java.util.Locale;

/** A user's role in the organisation, weakest first. */
public enum Role {
  NONE,
  VIEWER,
  EDITOR,
  ADMIN;

  /** Reads Grafana's spelling; a role not known here grants nothing. */
  public static Role of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "viewer" -> VIEWER;
      case "editor" -> EDITOR;
      case "admin" -> ADMIN;
      default -> NONE;
    };
  }

  public boolean atLeast(Role needed) {
    return compareTo(needed) >= 0;
  }
}
