package io.weightless.net.internal.linux;

import io.weightless.net.internal.Failures;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/// Empty pipes: only connections whose bytes are on their way hold one, so a few serve very many.
public final class Pipes {
  private static final int KEPT = 32;

  private final Libc libc;
  private final MemorySegment ends;
  private final ArrayDeque<Pipe> free = new ArrayDeque<>();

  public Pipes(Libc libc) {
    this.libc = libc;
    ends = libc.allocate(2 * Integer.BYTES);
  }

  /// @throws IOException when the process may not open more
  public Pipe take() throws IOException {
    Pipe pipe = free.poll();
    if (pipe != null) {
      return pipe;
    }
    try {
      return new Pipe(libc, ends);
    } catch (Errno e) {
      throw Failures.named("make a pipe", e);
    }
  }

  /// One that is not empty is closed.
  public void give(Pipe pipe) {
    if (pipe.bytes() == 0 && free.size() < KEPT) {
      free.push(pipe);
    } else {
      Failures.closeQuietly(pipe::close);
    }
  }

  public void close() {
    for (Pipe pipe : free) {
      Failures.closeQuietly(pipe::close);
    }
    free.clear();
  }
}
