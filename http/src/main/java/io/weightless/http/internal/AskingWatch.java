package io.weightless.http.internal;

import io.weightless.coroutine.Io;
import io.weightless.gio.Gio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The one that asks its driver to end a wait in time.
///
/// It does not see how much of an output has gone. So a client has for each one what it would have
/// for all that it earns by that.
final class AskingWatch extends IoWatch {
  private final Service service;

  /// When the present wait for input must be over.
  private long input = NONE;

  /// When the last wait had to be over.
  private long end = NONE;

  /// How often it has waited; others had their turn then.
  private int waits;

  /// What that was when the present slice began, and when that was.
  private int turn;

  private long began;

  AskingWatch(Io<ByteBuffer, ByteBuffer> io, Service service) {
    super(io);
    this.service = service;
  }

  @Override
  @Nullable ByteBuffer read() {
    waits++;
    end = input;
    if (input == NONE) {
      return io.read();
    }
    long left = Math.max(0, input - service.nanos());
    return Gio.<@Nullable ByteBuffer, RuntimeException>within(
        io, Duration.ofNanos(left), () -> io.read());
  }

  @Override
  boolean isOver() {
    return end != NONE && end - service.nanos() <= 0;
  }

  @Override
  void write(ByteBuffer part) {
    waits++;
    long allowed = service.responseNanos + service.earned(part.remaining());
    long limit = allowed < 0 ? Long.MAX_VALUE : allowed; // it may be as long as one likes
    end = service.nanos() + limit;
    Gio.within(io, Duration.ofNanos(limit), () -> io.write(part));
  }

  @Override
  void expectInput(long deadline, long now) {
    input = deadline;
  }

  @Override
  void inputCame() {
    input = NONE;
  }

  @Override
  boolean awaitBy(long deadline, Wait wait) throws IOException {
    input = deadline;
    try {
      return super.awaitBy(deadline, wait);
    } finally {
      input = NONE;
    }
  }

  @Override
  void answered(long now, Output output) throws IOException {
    if (turn != waits) {
      turn = waits;
      began = now;
    } else if (now - began > Slice.NANOS) {
      output.flush();
      waits++;
      io.yield();
    }
  }
}
