package io.weightless.engine.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A test program in a JVM of its own, for what is decided once in a process: the pollers, the
/// engine.
public record Fork(int exit, String output) {
  private static final long LIMIT_SECONDS = 60;

  public static Fork run(Class<?> program, String... jvmFlags) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of(jvmFlags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      Thread.ofPlatform().daemon().start(() -> endAtLimit(process));
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Fork(process.waitFor(), output);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void endAtLimit(Process process) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }
}
