package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a connection was given to write: little is copied, and sent by the ring with the next step,
/// all of a step as one; much goes to the system at once, when nothing is before it.
final class Outgoing {
  private final UringSocket socket;
  private @Nullable Departure departure;
  private boolean ends;
  private boolean thrownAway;
  private boolean failed;

  /// The number of the error, until it is told.
  private int failure;

  Outgoing(UringSocket socket) {
    this.socket = socket;
  }

  /// Writes what there is room for. A heap buffer is never given to the system.
  ///
  /// @return how much
  int write(ByteBuffer source) throws IOException {
    int room = departure == null ? Departure.BYTES : departure.room();
    if (source.remaining() > room && source.isDirect() && isClear()) {
      return unlessFull(socket.backend.libc.transfer.send(socket.descriptor, source));
    }
    checkOpen();
    if (departure == null) {
      departure = socket.backend.departures.take();
    }
    int taken = departure.add(source);
    socket.change();
    return taken;
  }

  static int unlessFull(int result) throws Errno {
    return result == -Errno.EAGAIN ? 0 : Libc.check(result);
  }

  /// Whether nothing is to go out before what is written now; sends without the ring what can be.
  ///
  /// @throws Errno when something that was taken could not be sent
  boolean isClear() throws IOException {
    checkOpen();
    if (departure != null && !socket.isUnderWay(Requester.SEND)) {
      int result = socket.backend.libc.transfer.send(socket.descriptor, departure.rest());
      sent(result == -Errno.EAGAIN ? 0 : result);
      checkOpen();
    }
    return departure == null;
  }

  private void checkOpen() throws Errno {
    if (failed) {
      int told = failure == 0 ? Errno.EPIPE : failure;
      failure = 0;
      Libc.check(-told);
    }
  }

  /// For a reader who would see an end: that something could not be sent, unless somebody knows.
  void tellFailure() throws Errno {
    int told = failure;
    failure = 0;
    Libc.check(-told);
  }

  boolean hasFailed() {
    return failed;
  }

  boolean isEmpty() {
    return departure == null;
  }

  /// Whether a close has to wait.
  boolean isWanted() {
    return departure != null && !thrownAway;
  }

  void submit(Submissions submissions) throws IOException {
    if (departure != null && !thrownAway && !socket.isUnderWay(Requester.SEND)) {
      long data = socket.begin(Requester.SEND);
      submissions.send(socket.descriptor, departure.address(), departure.left(), data);
    }
  }

  /// The kernel has sent this much, or failed.
  void sent(int result) {
    if (departure != null) {
      departure.sent(Math.max(result, 0));
      if (result < 0 || thrownAway || departure.left() == 0) {
        socket.backend.departures.give(departure);
        departure = null;
      }
    }
    if (result < 0) {
      failed = true;
      failure = -result;
    } else if (ends && departure == null) {
      end();
    }
  }

  /// Nothing is written after what has been.
  void close() throws IOException {
    ends = true;
    if (isClear() && ends) {
      end();
      checkOpen();
    }
  }

  private void end() {
    ends = false;
    int result = socket.backend.libc.tcp.shutDownOutput(socket.descriptor);
    if (result < 0) {
      failed = true;
      failure = -result;
    }
  }

  /// What has not gone out does not; what is under way may.
  void throwAway() {
    thrownAway = true;
    if (departure != null && !socket.isUnderWay(Requester.SEND)) {
      socket.backend.departures.give(departure);
      departure = null;
    }
  }

  /// Sends what can go out now, without the ring. Nobody is left who could be told of a failure.
  void finish() throws IOException {
    if (isWanted()) {
      try {
        boolean _ = isClear();
      } catch (Errno _) {
        // there is nothing left to send
      }
    }
  }
}
