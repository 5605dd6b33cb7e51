package io.weightless.net.process.internal;

import io.weightless.net.internal.DescriptorsUsedUp;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.ProcessException;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A program that [ShortageTest] runs where a process may have few descriptors: it starts processes
/// with more and more of them free, and looks what each attempt has left.
final class Shortage {
  /// More than a process takes while it is made, and when there is one.
  private static final int MOST = 9;

  private Shortage() {}

  /// On the backend that it is given.
  public static void main(String[] arguments) throws Exception {
    DescriptorsUsedUp.loadClasses(Reactor.class);
    DescriptorsUsedUp.loadClasses(World.class);
    DescriptorsUsedUp.loadClasses(Command.class);
    try (World world = new World(arguments[0])) {
      world.run(_ -> {
        Shell.output(Command.of("true"));
        attempt(MOST);
        for (int free = 0; free <= MOST; free++) {
          System.out.println(attempt(free));
        }
      });
    }
  }

  /// With so many free.
  private static String attempt(int free) throws IOException {
    List<FileInputStream> held = useUp();
    for (int i = 0; i < free; i++) {
      held.removeLast().close();
    }
    String outcome;
    try (Process process = Shell.processes().start(Command.of("true"))) {
      outcome = process.await().toString();
    } catch (ProcessException e) {
      outcome = String.valueOf(e.getMessage());
    }
    Task.sleep(Duration.ofMillis(1)); // what is closed may be so with the next step
    Task.sleep(Duration.ofMillis(1));
    List<FileInputStream> left = useUp();
    for (FileInputStream file : left) {
      file.close();
    }
    for (FileInputStream file : held) {
      file.close();
    }
    return outcome + "; lost " + (free - left.size()) + ", left " + Shell.children().size();
  }

  /// The JVM itself may open a file for a moment, so it tries often.
  private static List<FileInputStream> useUp() {
    List<FileInputStream> held = new ArrayList<>();
    for (int failures = 0; failures < 1_000; ) {
      try {
        held.add(new FileInputStream("/dev/null"));
      } catch (IOException _) {
        failures++;
      }
    }
    return held;
  }
}
