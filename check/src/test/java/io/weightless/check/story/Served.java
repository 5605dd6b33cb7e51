package io.weightless.check.story;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `weightless serve` on a free port, ready to be used.
final class Served implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile(
          "serving .* on (https?://127\\.0\\.0\\.1:(\\d+)) \\((?:uring|epoll|nio), \\d+"
              + " workers?\\)");

  final Program program;

  /// What it prints of each request.
  final Tail log;

  private final Matcher ready;

  private Served(Program program) {
    this.program = program;
    this.log = program.tail();
    ready = READY.matcher(program.awaitLine(READY.pattern()));
    if (!ready.matches()) {
      throw new AssertionError(program);
    }
  }

  /// On the engine that is being tested.
  static Served directory(Path directory, String... options) {
    return new Served(Program.weightless(arguments(directory, options)));
  }

  /// As a user starts it.
  static Served byLauncher(Path directory, String... options) {
    return by(Stream.of(launcher()), directory, options);
  }

  /// The same, with so many descriptors and no more.
  static Served withDescriptors(int limit, Path directory, String... options) {
    String shell = "ulimit -n " + limit + " && exec \"$@\"";
    return by(Stream.of("bash", "-c", shell, "bash", launcher()), directory, options);
  }

  private static Served by(Stream<String> command, Path directory, String... options) {
    return new Served(
        Program.start(
            Stream.concat(command, Stream.of(arguments(directory, options)))
                .toArray(String[]::new)));
  }

  private static String launcher() {
    return Program.root().resolve("weightless").toString();
  }

  private static String[] arguments(Path directory, String... options) {
    return Stream.concat(
            Stream.of("serve", directory.toString(), "--port", "0"), Stream.of(options))
        .toArray(String[]::new);
  }

  String url(String path) {
    return ready.group(1) + path;
  }

  int port() {
    return Integer.parseInt(ready.group(2));
  }

  /// What curl prints for `options` and this URL.
  String curl(String path, String... options) {
    String[] command =
        Stream.concat(
                Stream.of("curl", "-s", "-S", "--path-as-is"),
                Stream.concat(Stream.of(options), Stream.of(url(path))))
            .toArray(String[]::new);
    try (Program curl = Program.start(command)) {
      if (curl.exit() != 0) {
        throw new AssertionError(curl);
      }
      return curl.out();
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
