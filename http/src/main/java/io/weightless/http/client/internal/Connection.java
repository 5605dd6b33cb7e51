package io.weightless.http.client.internal;

import io.weightless.http.client.BadResponse;
import io.weightless.http.internal.TunnelLine;
import io.weightless.http.internal.wire.ResponseParser;
import io.weightless.net.FileSource;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to a server: one exchange at a time has it, or the pool.
final class Connection {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Pool pool;
  private final Destination destination;
  private final Stream stream;
  private final Intake intake;
  private final Silence silence;
  private final ResponseParser parser;

  /// Lent by the intake; what is left of it comes next.
  private ByteBuffer input = NOTHING;

  /// Whether it has served an exchange before the present one.
  private boolean isUsed;

  /// Whether anything has come in for the present exchange.
  private boolean isAnswered;

  private boolean isWriteBroken;

  /// Why it was closed from this side, if that is to be told.
  private @Nullable IOException reason;

  private boolean isClosed;

  Connection(Pool pool, Destination destination, Stream stream) {
    this.pool = pool;
    this.destination = destination;
    this.stream = stream;
    this.intake = new Intake(stream, this::close);
    this.silence = new Silence(stream, pool.limits().times().silence(), this::endSilence);
    this.parser = new ResponseParser(pool.heads());
  }

  Pool pool() {
    return pool;
  }

  Destination destination() {
    return destination;
  }

  ResponseParser parser() {
    return parser;
  }

  ByteBuffer input() {
    return input;
  }

  boolean isUsed() {
    return isUsed;
  }

  boolean isAnswered() {
    return isAnswered;
  }

  boolean isWriteBroken() {
    return isWriteBroken;
  }

  boolean isClosed() {
    return isClosed;
  }

  /// Whether the other side has ended it, if somebody has.
  boolean isDead() {
    return reason == null;
  }

  /// Reads on, into [#input].
  ///
  /// @return false at the end
  boolean more() throws IOException {
    input = NOTHING;
    silence.begin();
    try {
      input = intake.read();
    } catch (IOException gone) {
      throw told(gone);
    } finally {
      silence.end();
    }
    isAnswered |= input.hasRemaining();
    return input.hasRemaining();
  }

  /// - **Waits**: until all of it is taken.
  void write(ByteBuffer... sources) throws IOException {
    boolean isDone = false;
    try {
      stream.write(sources);
      isDone = true;
    } catch (IOException gone) {
      throw told(gone);
    } finally {
      isWriteBroken |= !isDone;
    }
  }

  void transfer(FileSource file, long position, long count) throws IOException {
    long before = stream.written();
    try {
      stream.transferFrom(file, position, count);
    } catch (IOException failure) {
      isWriteBroken = stream.written() == before && isReadable(file, position, count);
      throw told(failure);
    }
  }

  private static boolean isReadable(FileSource file, long position, long count) {
    try {
      return file.size() >= position + count;
    } catch (IOException _) {
      return false;
    }
  }

  /// Watches for silence while something is written, as [#more] does while something is read.
  void expectOutput() {
    silence.begin();
  }

  private IOException told(IOException failure) {
    return reason == null ? failure : reason;
  }

  /// In the pool from now on.
  ///
  /// @return false if it can't be kept
  boolean beIdle() {
    input = NOTHING;
    silence.end();
    isUsed = true;
    return intake.beIdle(pool.tasks());
  }

  /// For the next exchange.
  void beBusy() {
    isAnswered = false;
    intake.beBusy();
  }

  private void endSilence() {
    Duration patience = pool.limits().times().silence();
    fail(new BadResponse(destination + " was silent for " + patience.toMillis() + " ms"));
  }

  /// Closes it, and says why to whoever waits.
  void fail(IOException why) {
    if (!isClosed) {
      reason = why;
      abort();
    }
  }

  /// Closes it so that the server sees that something was not finished. Idempotent.
  void abort() {
    if (!isClosed) {
      stream.reset();
      leave();
    }
  }

  /// Idempotent.
  void close() {
    if (!isClosed) {
      stream.close();
      leave();
    }
  }

  /// It is one of another protocol from now on, and no exchange's any more.
  ///
  /// @return the stream, with what has come already in front
  Stream leavePool() {
    Stream line = new TunnelLine(stream, input, _ -> {});
    leave();
    return line;
  }

  private void leave() {
    isClosed = true;
    input = NOTHING;
    silence.close();
    intake.close();
    pool.gone(this);
  }
}
