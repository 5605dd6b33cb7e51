package io.weightless.net.internal.ready;

import io.weightless.net.Sink;
import io.weightless.net.TeeSink;
import io.weightless.net.internal.DiskSink;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.LinuxFileSink;
import io.weightless.net.internal.linux.Pipe;
import io.weightless.net.internal.linux.Pipes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where bytes can go from a pipe without entering this process.
interface Outlet {
  /// Takes the next `count` bytes out of `pipe`. Waits until there is room for them.
  void drain(Pipe pipe, int count) throws IOException;

  /// That of a sink, or null when there is none.
  static @Nullable Outlet of(Sink sink, Pipes pipes) {
    return switch (sink) {
      case ReadyStream stream when stream.network.pipes != null -> stream.outlet();
      case DiskSink file when file.is(LinuxFileSink.class) ->
          (pipe, count) -> drain(pipe, count, file);
      case TeeSink(Sink first, Sink second) ->
          tee(Outlet.of(first, pipes), Outlet.of(second, pipes), pipes);
      default -> null;
    };
  }

  private static void drain(Pipe pipe, int count, DiskSink file) throws IOException {
    try {
      for (int left = count; left > 0; ) {
        LinuxFileSink open = (LinuxFileSink) file.raw();
        open.goToEnd();
        left -= Libc.check(pipe.drain(open.descriptor(), left));
      }
    } catch (Errno e) {
      throw Failures.named("write to the file " + file, e);
    }
  }

  private static @Nullable Outlet tee(
      @Nullable Outlet first, @Nullable Outlet second, Pipes pipes) {
    return first == null || second == null
        ? null
        : (pipe, count) -> {
          for (int left = count; left > 0; ) {
            left -= drainToBoth(pipe, left, first, second, pipes);
          }
        };
  }

  /// The bytes are in both pipes, and once in the system's memory.
  private static int drainToBoth(Pipe pipe, int most, Outlet first, Outlet second, Pipes pipes)
      throws IOException {
    Pipe copy = pipes.take();
    try {
      int copied = Libc.check(pipe.copyTo(copy, most));
      first.drain(copy, copied);
      second.drain(pipe, copied);
      return copied;
    } finally {
      pipes.give(copy);
    }
  }
}
