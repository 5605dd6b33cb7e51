package io.weightless.http.websocket;

import io.weightless.http.websocket.internal.CloseCodes;
import io.weightless.http.websocket.internal.Incoming;
import io.weightless.http.websocket.internal.Incoming.Signal;
import io.weightless.http.websocket.internal.Opcode;
import io.weightless.http.websocket.internal.Violation;
import io.weightless.net.BusyException;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.sync.Event;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The receiving half of a connection: one task at a time goes on in what comes, and answers what
/// is not for the application.
final class Inbound {
  /// Thrown away at once.
  private static final int PART = 8 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// What a task does while it is the one that receives.
  interface Reception<T extends @Nullable Object> {
    T receive() throws IOException;
  }

  private final Stream stream;
  private final Incoming incoming;
  private final Outbound outbound;
  private final Pulse pulse;
  private final ControlRate controls;
  private final Duration patience;

  /// Nothing will be received any more.
  private final Event over = new Event();

  /// The task that received when another one began to wait for its turn does so no more.
  private Event left = new Event();

  /// Lent by the stream; what is left of it comes next.
  private ByteBuffer input = NOTHING;

  private boolean isBusy;

  /// A task closes, and receives what nobody else does.
  private boolean isFinishing;

  /// What the peer's close frame said.
  private @Nullable CloseReason closeReason;

  /// Why it can't go on.
  private @Nullable IOException failure;

  Inbound(
      Stream stream,
      Incoming incoming,
      Outbound outbound,
      Pulse pulse,
      ControlRate controls,
      Duration patience) {
    this.stream = stream;
    this.incoming = incoming;
    this.outbound = outbound;
    this.pulse = pulse;
    this.controls = controls;
    this.patience = patience;
  }

  /// Has the calling task receive.
  ///
  /// @return null also when the peer has closed
  /// @throws BusyException when another one does
  <T> @Nullable T run(Reception<@Nullable T> reception) throws IOException {
    if (isBusy && isFinishing && !isOver()) {
      over.await();
    }
    if (closeReason != null) {
      return null;
    }
    if (failure != null) {
      throw failure;
    }
    if (isBusy) {
      throw new BusyException("another task receives from " + stream.remote());
    }
    isBusy = true;
    try {
      return reception.receive();
    } catch (IOException gone) {
      throw failed(gone);
    } finally {
      isBusy = false;
      releaseInput();
      left.set();
      if (isOver()) {
        over.set();
      }
    }
  }

  private IOException failed(IOException cause) {
    IOException known = failure;
    if (known != null) {
      return known;
    }
    failure = cause;
    if (cause instanceof Violation bad) {
      sayGoodbye(CloseReason.of(bad.code(), String.valueOf(bad.getMessage())));
    }
    return cause;
  }

  private boolean isOver() {
    return failure != null || closeReason != null;
  }

  @Nullable CloseReason closeReason() {
    return closeReason;
  }

  /// Ends it: whoever waits, or comes later, is told `why`.
  void fail(IOException why) {
    failure = failure == null ? why : failure;
    over.set();
    stream.reset();
  }

  /// Goes on to the next part of a message, its end, or that of the connection.
  Signal advance() throws IOException {
    while (true) {
      if (failure != null) {
        throw failure;
      }
      if (closeReason != null) {
        return Signal.CLOSE; // nothing comes behind it
      }
      Signal signal = incoming.next(input);
      switch (signal) {
        case MORE -> readMore();
        case PING -> {
          controls.claim();
          answerPing();
        }
        case PONG -> controls.claim();
        case CLOSE -> {
          answerClose(CloseReason.of(incoming.control()));
          return signal;
        }
        default -> {
          return signal;
        }
      }
    }
  }

  /// Moves what is here of a message to `target`, as far as it has room.
  void take(ByteBuffer target) throws IOException {
    incoming.take(input, target);
  }

  Incoming incoming() {
    return incoming;
  }

  private void readMore() throws IOException {
    input = NOTHING;
    pulse.reads();
    try {
      input = stream.read();
    } finally {
      pulse.read();
    }
    if (!input.hasRemaining()) {
      throw new EOFException(stream.remote() + " has hung up without a close");
    }
  }

  /// What it has sent before it went is still received; then the read tells.
  private void answerPing() {
    try {
      outbound.answer(Opcode.PONG, incoming.control());
    } catch (IOException gone) {
      // It takes no answer.
    }
  }

  private void answerClose(CloseReason reason) {
    closeReason = reason;
    sayGoodbye(reason.code() == CloseCodes.NONE ? reason : new CloseReason(reason.code()));
  }

  /// That it can't be said is no failure of its own.
  private void sayGoodbye(CloseReason reason) {
    if (!Scope.<Boolean, RuntimeException>runOr(
        Deadline.after(patience), false, _ -> isSaid(reason))) {
      stream.reset();
    }
  }

  private boolean isSaid(CloseReason reason) {
    try {
      outbound.close(reason);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private void releaseInput() {
    if (!input.hasRemaining()) {
      input = NOTHING;
      stream.release();
    }
  }

  /// Waits for the peer's close, when no other task does any more, and throws away what it sends
  /// until it has hung up: else that might cost it what was sent last.
  void finish() throws IOException {
    while (isBusy) {
      left = new Event();
      left.await();
    }
    if (!isOver()) {
      isFinishing = true;
      run(this::skipAll);
    }
    stream.closeOutput();
    input = NOTHING;
    while (stream.read().hasRemaining()) {
      stream.release();
    }
  }

  private @Nullable Void skipAll() throws IOException {
    ByteBuffer nowhere = ByteBuffer.allocate(PART);
    Signal signal = advance();
    while (signal != Signal.CLOSE) {
      if (signal == Signal.DATA) {
        take(nowhere.clear());
      }
      signal = advance();
    }
    return null;
  }
}
