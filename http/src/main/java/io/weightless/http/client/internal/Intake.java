package io.weightless.http.client.internal;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Stream;
import io.weightless.reactor.Cancelled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// What comes in over one connection. Whoever has an exchange reads from the stream itself; while
/// nobody has, a task waits in a read, so that the end of an idle connection is seen when it comes.
///
/// A connection that is taken out again leaves that task in its read: what it gets is the first
/// that comes for the exchange.
final class Intake {
  private enum Watch {
    NONE,
    READING,
    RESTING,
    ENDED
  }

  private final Stream stream;

  /// Something came while nobody had an exchange, or the end did.
  private final Runnable whenDisturbed;

  private Watch watch = Watch.NONE;
  private boolean isIdle;

  /// What the task has read for an exchange that does not wait for it yet.
  private @Nullable ByteBuffer arrived;

  private @Nullable IOException failure;

  /// Of an exchange that waits for what the task reads.
  private @Nullable Suspension<@Nullable Void> reader;

  /// Of the task while it has nothing to do.
  private @Nullable Suspension<@Nullable Void> rest;

  Intake(Stream stream, Runnable whenDisturbed) {
    this.stream = stream;
    this.whenDisturbed = whenDisturbed;
  }

  /// The next bytes; none at the end.
  ///
  /// @return lent until the next read, or until it is idle
  ByteBuffer read() throws IOException {
    if (watch == Watch.READING) {
      Suspension<@Nullable Void> turn = new Suspension<>(this);
      reader = turn;
      turn.await(() -> {
        reader = null;
        return true;
      });
    }
    if (failure != null) {
      throw failure;
    }
    ByteBuffer here = arrived;
    arrived = null;
    return here == null ? stream.read() : here;
  }

  /// Nobody has an exchange from now on.
  ///
  /// @param tasks where the task is started if there is none
  /// @return false if there can't be one
  boolean beIdle(Executor tasks) {
    stream.release();
    isIdle = true;
    boolean isNew = watch == Watch.NONE;
    watch = Watch.READING;
    try {
      if (isNew) {
        tasks.execute(this::watch);
      } else {
        wake();
      }
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  /// Somebody has an exchange.
  void beBusy() {
    isIdle = false;
  }

  /// The stream was closed.
  void close() {
    isIdle = false;
    watch = Watch.ENDED;
    wake();
  }

  private void wake() {
    if (rest != null) {
      rest.resume(null);
      rest = null;
    }
  }

  private void watch() {
    try {
      while (watch == Watch.READING) {
        arrived = stream.read();
        if (watch == Watch.READING) {
          watch = Watch.RESTING;
        }
        tell();
        rest();
      }
    } catch (IOException gone) {
      end(gone);
    } catch (Cancelled closed) {
      end(new IOException("the client is closed", closed));
      throw closed;
    }
  }

  private void tell() {
    if (isIdle) {
      whenDisturbed.run();
    } else if (reader != null) {
      reader.resume(null);
      reader = null;
    }
  }

  private void rest() {
    if (watch != Watch.RESTING) {
      return;
    }
    Suspension<@Nullable Void> turn = new Suspension<>("the next idle time");
    rest = turn;
    turn.await(() -> true);
  }

  private void end(IOException why) {
    watch = Watch.ENDED;
    failure = Objects.requireNonNullElse(failure, why);
    tell();
  }

  @Override
  public String toString() {
    return "a response from " + stream.remote();
  }
}
