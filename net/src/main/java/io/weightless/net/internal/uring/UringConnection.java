package io.weightless.net.internal.uring;

import io.weightless.net.FileSource;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.LinuxFile;
import io.weightless.net.internal.linux.Pipe;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A connection by its descriptor. What comes is received without being asked for, once somebody
/// has waited for it; what is written is taken at once when it is little, and sent with the next
/// step.
final class UringConnection extends UringSocket implements Connection, BufferPool.Source {
  /// So much is received before somebody reads it, or a little more: what comes then waits in the
  /// socket.
  private static final int MOST_UNREAD = 8;

  private static final int NOTHING_BUT_FAILURE = 0;
  private static final int POLLIN = 1;
  private static final int POLLOUT = 4;

  private final InetSocketAddress remote;
  private final Arrivals arrivals;
  private boolean connected;

  /// Whether the kernel had no buffer for what has come: it is read without the ring.
  private boolean starved;

  /// Whether the connection has failed or hung up. A receive that was begun before does not tell of
  /// a reset that comes behind bytes: the kernel (6.18) sees that none are left and waits for more.
  /// So the rest, and the failure, are read without the ring.
  private boolean hungUp;

  private boolean ended;

  /// The number of the error that ended the input, and of the one that ended the output, until they
  /// are told.
  private int inputFailure;

  private int outputFailure;
  private boolean outputFailed;

  private @Nullable Departure departure;
  private boolean closesOutput;

  /// Whether what comes is moved on by the system, so that it must not be received unasked.
  private boolean moving;

  /// Whether closing it throws away what was not sent.
  private boolean resets;

  UringConnection(
      UringBackend backend, int descriptor, InetSocketAddress remote, boolean connected) {
    super(backend, descriptor);
    this.remote = remote;
    this.connected = connected;
    arrivals = new Arrivals(backend.buffers);
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public void finish() throws IOException {
    Libc.check(backend.libc.tcp.pendingError(descriptor));
    connected = true;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    ByteBuffer arrived = arrivals.lend();
    if (arrived != null) {
      return arrived;
    }
    checkInput();
    if (ended) {
      return BufferPool.END;
    }
    return starved || hungUp ? receiveWithoutRing() : null;
  }

  /// Also when a write failed that nobody was told of: the answer will not come.
  private void checkInput() throws Errno {
    int failure = inputFailure != 0 ? inputFailure : outputFailure;
    if (failure != 0) {
      inputFailure = 0;
      outputFailure = 0;
      ended = true;
      Libc.check(-failure);
    }
  }

  private @Nullable ByteBuffer receiveWithoutRing() throws IOException {
    ByteBuffer received = backend.pool().fill(this);
    starved = received != null && received.limit() == BufferPool.CAPACITY;
    hungUp &= received != null;
    ended = received == BufferPool.END;
    return received;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int received = backend.libc.transfer.receive(descriptor, target);
    return received == 0 ? -1 : unlessFull(received);
  }

  @Override
  public boolean mayHaveMore() {
    return arrivals.count() > 0 || starved || hungUp || ended || inputFailure != 0;
  }

  @Override
  public void giveBack(ByteBuffer lent) {
    arrivals.giveBack(lent, backend.pool());
  }

  @Override
  public void leave(ByteBuffer lent) {
    arrivals.leave(backend.pool());
  }

  @Override
  public int copies() {
    return Departure.BYTES;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    checkOutput();
    int room = departure == null ? Departure.BYTES : departure.room();
    if (source.remaining() > room && source.isDirect() && isOutputClear()) {
      return unlessFull(backend.libc.transfer.send(descriptor, source));
    }
    if (departure == null) {
      departure = backend.departures.take();
    }
    int taken = departure.add(source);
    change();
    return taken;
  }

  @Override
  public long write(ByteBuffer[] sources, int first, int count) throws IOException {
    checkOutput();
    return isOutputClear()
        ? unlessFull(backend.libc.transfer.send(descriptor, sources, first, count))
        : 0;
  }

  @Override
  public boolean startMoving() {
    if (!moving) {
      moving = true;
      change(); // what receives is to be cancelled
    }
    return !isUnderWay(RECEIVE)
        && arrivals.count() == 0
        && !ended
        && inputFailure == 0
        && outputFailure == 0;
  }

  @Override
  public void stopMoving() {
    moving = false;
  }

  @Override
  public int moveInto(Pipe pipe, int most) throws IOException {
    starved = false;
    int moved = pipe.fill(descriptor, most);
    return moved == 0 ? -1 : unlessFull(moved);
  }

  @Override
  public int moveFrom(Pipe pipe, int most) throws IOException {
    checkOutput();
    return isOutputClear() ? unlessFull(pipe.drain(descriptor, most)) : 0;
  }

  @Override
  public boolean sends(FileSource file) {
    return file instanceof LinuxFile;
  }

  @Override
  public long send(FileSource file, long position, int count) throws IOException {
    checkOutput();
    int open = ((LinuxFile) file).descriptor();
    return isOutputClear()
        ? unlessFull(backend.libc.transfer.send(descriptor, open, position, count))
        : 0;
  }

  private void checkOutput() throws Errno {
    if (outputFailed) {
      int failure = outputFailure == 0 ? Errno.EPIPE : outputFailure;
      outputFailure = 0;
      Libc.check(-failure);
    }
  }

  /// Whether nothing is to go out before what is written now; sends without the ring what can be.
  private boolean isOutputClear() throws IOException {
    if (departure != null && !isUnderWay(SEND)) {
      int result = backend.libc.transfer.send(descriptor, departure.rest());
      sent(result == -Errno.EAGAIN ? 0 : result);
      checkOutput();
    }
    return departure == null;
  }

  private void sent(int result) {
    if (departure != null) {
      departure.sent(Math.max(result, 0));
      if (result < 0 || departure.left() == 0) {
        backend.departures.give(departure);
        departure = null;
      }
    }
    if (result < 0) {
      outputFailed = true;
      outputFailure = -result;
    }
  }

  private static int unlessFull(int result) throws Errno {
    return result == -Errno.EAGAIN ? 0 : Libc.check(result);
  }

  @Override
  public void closeOutput() throws IOException {
    if (departure == null) {
      checkOutput();
      Libc.check(backend.libc.tcp.shutDownOutput(descriptor));
    } else {
      closesOutput = true; // when that has gone
    }
  }

  @Override
  public void resetWhenClosed() throws IOException {
    resets = true;
    backend.libc.tcp.resetWhenClosed(descriptor);
  }

  @Override
  boolean hasMoreToSend() {
    return departure != null && !resets;
  }

  @Override
  public void close() throws IOException {
    arrivals.throwAway();
    if (resets && departure != null && !isUnderWay(SEND)) {
      backend.departures.give(departure);
      departure = null;
    }
    super.close();
  }

  @Override
  void submitMore(Submissions submissions) throws IOException {
    submitOutput(submissions);
    if (isClosed() || moving || arrivals.count() >= MOST_UNREAD) {
      cancel(RECEIVE, submissions);
    }
    if (!isClosed() && arrivals.count() < MOST_UNREAD) {
      submitInput(submissions);
    }
  }

  private void submitInput(Submissions submissions) throws IOException {
    if (wants(Socket.INPUT) && !isUnderWay(RECEIVE | POLL_INPUT) && !mayHaveMore()) {
      if (backend.buffers.left() > 0 && !moving) {
        submissions.receive(descriptor, begin(RECEIVE));
        if (!isUnderWay(POLL_FAILURE)) {
          submissions.poll(descriptor, NOTHING_BUT_FAILURE, begin(POLL_FAILURE));
        }
      } else {
        submissions.poll(descriptor, POLLIN, begin(POLL_INPUT));
      }
    }
  }

  private void submitOutput(Submissions submissions) throws IOException {
    if (departure != null) {
      if (!isUnderWay(SEND) && !(isClosed() && resets)) {
        submissions.send(descriptor, departure.address(), departure.left(), begin(SEND));
      }
    } else if (wants(Socket.OUTPUT) && !isClosed() && !isUnderWay(POLL_OUTPUT)) {
      submissions.poll(descriptor, POLLOUT, begin(POLL_OUTPUT));
    }
  }

  @Override
  void done(int kind, int result, int flags) {
    switch (kind) {
      case RECEIVE -> received(result, flags);
      case SEND -> wasSent(result);
      case POLL_INPUT -> {
        starved = true;
        tell(Socket.INPUT);
      }
      case POLL_FAILURE -> {
        hungUp = true;
        tell(Socket.INPUT);
      }
      default -> tell(Socket.OUTPUT);
    }
  }

  private void received(int result, int flags) {
    int buffer = Completions.buffer(flags);
    if (buffer >= 0) {
      backend.buffers.arrived(buffer, Math.max(result, 0));
      if (isClosed() || result <= 0) {
        backend.buffers.throwAway(buffer);
      } else {
        arrivals.add(buffer);
      }
    }
    switch (result) {
      case 0 -> ended = true;
      case -Errno.ENOBUFS -> starved = true;
      case -Errno.ECANCELED -> {}
      default -> inputFailure = Math.max(-result, 0);
    }
    boolean isOver = (flags & Completions.MORE) == 0;
    if (arrivals.count() >= MOST_UNREAD || (isOver && wants(Socket.INPUT))) {
      change();
    }
    if (result != -Errno.ECANCELED || moving) {
      tell(Socket.INPUT);
    }
  }

  private void wasSent(int result) {
    sent(result);
    if (outputFailed) {
      tell(Socket.INPUT);
    }
    if (departure != null) {
      if (resets && isClosed()) {
        backend.departures.give(departure);
        departure = null;
      }
      change();
    } else {
      outputIsClear();
    }
  }

  private void outputIsClear() {
    if (isClosed()) {
      change();
    } else if (closesOutput && !outputFailed) {
      sent(Math.min(backend.libc.tcp.shutDownOutput(descriptor), 0));
    }
    if (wants(Socket.OUTPUT)) {
      tell(Socket.OUTPUT);
    }
  }

  /// What can't go out at once does not. The peer is to see the end now, and not when the ring is
  /// gone.
  @Override
  public void closeNow() throws IOException {
    if (hasMoreToSend() && !outputFailed) {
      try {
        boolean _ = isOutputClear();
      } catch (Errno _) {
        departure = null; // nobody is left who could be told
      }
    }
    if (isUnderWay(KINDS) && !resets) {
      int _ = backend.libc.tcp.shutDown(descriptor);
    }
    super.closeNow();
  }
}
