import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.net.process.Redirect;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import io.weightless.scope.Supervisor.Strategy;
import io.weightless.scope.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Keeps programs running: one that fails is started again, after a pause that grows; one that
/// returns 0 is done. INT and TERM end them all, and so does one that fails too often.
///
/// `./weightless run examples/Supervisor.java FILE`, where a line of the file is `NAME: PROGRAM
/// ARGUMENT...`, as in a Procfile. There is no shell.
public final class Supervisor {
  private static final Intensity INTENSITY = new Intensity(20, Duration.ofMinutes(1));
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /// What a line may have, in characters; a longer one is broken.
  private static final int LINE = 8_192;

  private Supervisor() {}

  /// A line of the file.
  private record Program(String name, Command command) {
    static Program parse(String line) {
      String[] parts = line.split(":\\s*", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("no program: '" + line + "'; write NAME: PROGRAM");
      }
      Command command = Command.of(List.of(parts[1].strip().split("\\s+")));
      return new Program(parts[0], command.input(Redirect.NONE).errors(Redirect.MERGE));
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: Supervisor.java FILE");
      System.exit(2);
    }
    List<Program> programs =
        Files.readAllLines(Path.of(arguments[0])).stream()
            .filter(line -> !line.isBlank())
            .map(Program::parse)
            .toList();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> supervise(programs));
    }
    System.out.println("all have ended");
  }

  private static void supervise(List<Program> programs) {
    io.weightless.scope.Supervisor supervisor =
        new io.weightless.scope.Supervisor(Strategy.ONE_FOR_ONE, INTENSITY, BACK_OFF);
    programs.forEach(program -> supervisor.child(program.name(), () -> live(program)));

    Signals signals = Reactor.current().service(Signals.class);
    try (SignalWatch watch = signals.watch(Signal.INT, Signal.TERM)) {
      Scope.join(scope -> {
        Task<?> all = scope.start("programs", supervisor::run);
        Task<?> told = scope.start("signals", () -> all.cancel("got " + watch.receive()));
        all.whenEnded(() -> told.cancel("nothing is left to end"));
      });
    }
  }

  /// One life of a program. When this is cancelled it is asked to end, and killed after its grace,
  /// with all that it has started.
  private static void live(Program program) throws IOException {
    Processes processes = Reactor.current().service(Processes.class);
    try (Process process = processes.start(program.command())) {
      System.out.println(program.name() + " runs as " + process.pid());
      relay(program.name(), process);
      Exit exit = process.await();
      System.out.println(program.name() + ": " + exit);
      if (!exit.isSuccess()) {
        throw new IOException(program.name() + ": " + exit);
      }
    }
  }

  private static void relay(String name, Process process) throws IOException {
    var lines = new BufferedReader(Channels.newReader(process.stream().channel(), UTF_8));
    StringBuilder line = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      if (c != '\n') {
        line.append((char) c);
      }
      if (c == '\n' || line.length() == LINE) {
        System.out.println(name + ": " + line);
        line.setLength(0);
      }
    }
    if (!line.isEmpty()) {
      System.out.println(name + ": " + line);
    }
  }
}
