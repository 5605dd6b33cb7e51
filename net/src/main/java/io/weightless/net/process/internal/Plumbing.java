package io.weightless.net.process.internal;

import io.weightless.net.internal.Failures;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.PipeCalls;
import io.weightless.net.internal.linux.Spawn;
import io.weightless.net.process.Command;
import io.weightless.net.process.Redirect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The standard streams of a process that is being made: what it is given, and our ends of pipes.
/// Closed, it closes what was for the process; and our ends unless there is a process.
final class Plumbing implements AutoCloseable {
  static final int NO_END = -1;

  private static final int INPUT = 0;
  private static final int OUTPUT = 1;
  private static final int ERRORS = 2;
  private static final Path NOTHING = Path.of("/dev/null");

  private final Libc libc;
  private final PipeCalls calls;
  private final Spawn spawn;
  private final List<Integer> theirs = new ArrayList<>();
  private final List<Integer> ours = new ArrayList<>();
  private final int[] ends = {NO_END, NO_END, NO_END};

  Plumbing(Libc libc, PipeCalls calls, Spawn spawn) {
    this.libc = libc;
    this.calls = calls;
    this.spawn = spawn;
  }

  void lay(Command command) throws IOException {
    lay(command, command.input(), INPUT);
    lay(command, command.output(), OUTPUT);
    lay(command, command.errors(), ERRORS);
  }

  private void lay(Command command, Redirect redirect, int number) throws IOException {
    try {
      lay(redirect, number);
    } catch (Errno e) {
      if (redirect.file() == null) {
        throw e;
      }
      throw Refusal.ofFile(command, redirect.file(), e);
    }
  }

  private void lay(Redirect redirect, int number) throws IOException {
    Path file = redirect.file() == null ? NOTHING : redirect.file();
    switch (redirect.kind()) {
      case PIPE -> spawn.give(pipe(number), number);
      case INHERIT -> {}
      case MERGE -> spawn.give(OUTPUT, number);
      case NONE -> spawn.give(open(file, PipeCalls.O_RDWR), number);
      case READ -> spawn.give(open(file, PipeCalls.O_RDONLY), number);
      case WRITE -> spawn.give(open(file, PipeCalls.O_WRONLY_CREAT_TRUNC), number);
      case APPEND -> spawn.give(open(file, PipeCalls.O_WRONLY_CREAT_APPEND), number);
    }
  }

  private int pipe(int number) throws IOException {
    PipeCalls.Pair pair = calls.pipe();
    boolean reads = number == INPUT;
    int their = reads ? pair.source() : pair.target();
    int our = reads ? pair.target() : pair.source();
    theirs.add(their);
    ours.add(our);
    calls.unblock(our);
    ends[number] = our;
    return their;
  }

  private int open(Path path, int flags) throws IOException {
    int opened = calls.open(path, flags);
    theirs.add(opened);
    return opened;
  }

  /// There is a process: our ends go on. The descriptor of each, or [#NO_END].
  int[] keepEnds() {
    ours.clear();
    return ends;
  }

  @Override
  public void close() {
    theirs.forEach(this::close);
    ours.forEach(this::close);
  }

  private void close(int descriptor) {
    Failures.closeQuietly(() -> libc.close(descriptor));
  }
}
