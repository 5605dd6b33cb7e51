package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A process that a story started, ended with it at the latest, and so are those that it started.
/// What it prints goes to two files.
final class Program implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(List<String> command) {
    this(command, false);
  }

  private Program(List<String> command, boolean isTypedAt) {
    try {
      out = Files.createTempFile("out", ".txt");
      err = Files.createTempFile("err", ".txt");
      process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .directory(root().toFile())
              .start();
      if (!isTypedAt) {
        process.getOutputStream().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Program start(String... command) {
    return new Program(List.of(command));
  }

  /// The weightless command with the flags of this very JVM, so on the engine that is being tested.
  /// It hardly lives long enough for the better compiler, which would take half of its time.
  static Program weightless(String... arguments) {
    return weightless(List.of(), arguments);
  }

  /// With `flags` for the JVM besides.
  static Program weightless(List<String> flags, String... arguments) {
    return new Program(command(flags, arguments));
  }

  /// The same with a standard input to [#type] at.
  static Program typedAt(String... arguments) {
    return new Program(command(List.of(), arguments), true);
  }

  /// The same with `flags` for the JVM besides.
  static Program typedAtWith(List<String> flags, String... arguments) {
    return new Program(command(flags, arguments), true);
  }

  private static List<String> command(List<String> flags, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.weightless.tool.Main");
    command.addAll(List.of(arguments));
    return command;
  }

  /// The root of the repository.
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("weightless"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /// On its standard input.
  void type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /// The end of its standard input.
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /// Waits until it has ended, and gives its exit status.
  int exit() {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + this);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Waits until a line on standard error or output matches `regex`, and gives it.
  String awaitLine(String regex) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LIMIT_SECONDS * 1_000_000_000L) {
      var line =
          Stream.concat(err().lines(), out().lines()).filter(l -> l.matches(regex)).findFirst();
      if (line.isPresent()) {
        return line.get();
      }
      if (!process.isAlive()) {
        break;
      }
      LockSupport.parkNanos(5_000_000); // it is another process: nothing here could wake us
    }
    throw new AssertionError("no line like " + regex + " from " + this);
  }

  /// SIGTERM.
  void terminate() {
    process.destroy();
  }

  /// Sends it, and those that it has started, a signal by its name, as `STOP`.
  void signal(String name) {
    List<String> command = new ArrayList<>(List.of("kill", "-s", name, "" + process.pid()));
    process.descendants().forEach(one -> command.add("" + one.pid()));
    try (Program kill = new Program(command)) {
      int status = kill.exit();
      if (status != 0) {
        throw new AssertionError("exit status " + status + " of " + kill);
      }
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Vitals vitals() {
    return new Vitals(process.pid());
  }

  /// What it goes on printing on standard output.
  Tail tail() {
    return new Tail(out);
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor();
      started.forEach(handle -> handle.onExit().join());
      Files.delete(out);
      Files.delete(err);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return process.info().commandLine().orElse("process")
        + "\nstdout: "
        + out()
        + "\nstderr: "
        + err();
  }
}
