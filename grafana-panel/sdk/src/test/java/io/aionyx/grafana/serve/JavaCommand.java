package io.aionyx.grafana.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a plugin's main class on this build's classes. */
final class JavaCommand {
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xmx64m",
          "--sun-misc-unsafe-memory-access=allow");

  private JavaCommand() {}

  static List<String> of(String mainClass, Path classes, String... flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of(flags));
    command.add("-cp");
    command.add(
        classes + System.getProperty("path.separator") + System.getProperty("java.class.path"));
    command.add(mainClass);
    return command;
  }

  static List<String> of(Class<?> mainClass, String... flags) {
    return of(mainClass.getName(), Path.of("target/test-classes"), flags);
  }
}
