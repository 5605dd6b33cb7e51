package io.weightless.net.internal.uring;

import io.weightless.net.FileSource;
import io.weightless.net.PeerCredentials;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.DiskFile;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.LinuxFile;
import io.weightless.net.internal.linux.Pipe;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.SocketAddress;
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
  private static final int POLLOUT = 4;
  private static final int POLLERR_POLLHUP = 0x18;

  private final SocketAddress remote;
  private final Arrivals arrivals;
  private final Outgoing outgoing;

  /// Whether a writer was told of the peer's end.
  private boolean peerHasEnded;

  private boolean connected;

  /// Whether the kernel had no buffer for what has come: it is read without the ring.
  private boolean starved;

  /// Whether the connection has failed or hung up. A receive that was begun before does not tell of
  /// a reset that comes behind bytes: the kernel (6.18) sees that none are left and waits for more.
  /// So the rest, and the failure, are read without the ring.
  private boolean hungUp;

  private boolean ended;

  /// The number of the error that ended the input, until it is told.
  private int failure;

  /// Whether what comes is moved on by the system, so that it must not be received unasked.
  private boolean moving;

  /// Whether closing it throws away what was not sent.
  private boolean resets;

  UringConnection(UringBackend backend, int descriptor, SocketAddress remote, boolean connected) {
    super(backend, descriptor);
    this.remote = remote;
    this.connected = connected;
    arrivals = new Arrivals(backend.buffers);
    outgoing = new Outgoing(this);
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
  public SocketAddress remote() {
    return remote;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    ByteBuffer arrived = arrivals.lend();
    if (arrived != null) {
      return arrived;
    }
    if (failure != 0) {
      int told = failure;
      failure = 0;
      ended = true;
      Libc.check(-told);
    }
    if (ended) {
      outgoing.tellFailure();
      return BufferPool.END;
    }
    return starved || hungUp ? receiveWithoutRing() : null;
  }

  private @Nullable ByteBuffer receiveWithoutRing() throws IOException {
    ByteBuffer received = backend.pool().fill(this);
    starved = received != null && received.limit() == BufferPool.CAPACITY;
    hungUp &= received != null;
    ended = received == BufferPool.END;
    if (ended) {
      outgoing.tellFailure();
    }
    return received;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int received = backend.libc.transfer.receive(descriptor, target);
    return received == 0 ? -1 : Outgoing.unlessFull(received);
  }

  @Override
  public boolean mayHaveMore() {
    return arrivals.count() > 0 || starved || hungUp || ended || failure != 0;
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
    return outgoing.write(source);
  }

  @Override
  public long write(ByteBuffer[] sources, int first, int count) throws IOException {
    return outgoing.isClear()
        ? Outgoing.unlessFull(backend.libc.transfer.send(descriptor, sources, first, count))
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
        && failure == 0
        && !outgoing.hasFailed();
  }

  @Override
  public void stopMoving() {
    moving = false;
  }

  @Override
  public int moveInto(Pipe pipe, int most) throws IOException {
    starved = false;
    int moved = pipe.fill(descriptor, most);
    hungUp &= moved != -Errno.EAGAIN;
    return moved == 0 ? -1 : Outgoing.unlessFull(moved);
  }

  @Override
  public int moveFrom(Pipe pipe, int most) throws IOException {
    return outgoing.isClear() ? Outgoing.unlessFull(pipe.drain(descriptor, most)) : 0;
  }

  @Override
  public boolean sends(FileSource file) {
    return file instanceof DiskFile open && open.is(LinuxFile.class);
  }

  @Override
  public long send(FileSource file, long position, int count) throws IOException {
    int open = ((LinuxFile) ((DiskFile) file).raw()).descriptor();
    return outgoing.isClear()
        ? Outgoing.unlessFull(backend.libc.transfer.send(descriptor, open, position, count))
        : 0;
  }

  @Override
  public PeerCredentials peer() throws IOException {
    return backend.libc.unix().peer(descriptor);
  }

  @Override
  public boolean pass(int other) throws IOException {
    return outgoing.isClear()
        && Outgoing.unlessFull(backend.libc.unix().pass(descriptor, other)) > 0;
  }

  @Override
  public int receivePassed() throws IOException {
    starved = false;
    int received = backend.libc.unix().receive(descriptor);
    hungUp &= received != -Errno.EAGAIN;
    return received == 0
        ? END
        : Outgoing.unlessFull(received) == 0 ? NOTHING : backend.libc.unix().received();
  }

  @Override
  public void closeOutput() throws IOException {
    outgoing.close();
  }

  @Override
  public void resetWhenClosed() throws IOException {
    resets = true;
    backend.libc.tcp.resetWhenClosed(descriptor);
  }

  @Override
  boolean hasMoreToSend() {
    return outgoing.isWanted();
  }

  @Override
  void giveUpSending() {
    outgoing.throwAway();
  }

  @Override
  public void close() throws IOException {
    arrivals.throwAway();
    if (resets) {
      outgoing.throwAway();
    } else {
      outgoing.finish(); // the loop may stop now, and not see that it has gone
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
        submissions.poll(descriptor, Submissions.POLLIN, begin(POLL_INPUT));
      }
    }
  }

  private void submitOutput(Submissions submissions) throws IOException {
    outgoing.submit(submissions);
    boolean waits = wants(Socket.OUTPUT) && outgoing.isEmpty();
    if (waits && !isClosed() && !isUnderWay(POLL_OUTPUT)) {
      if (peerHasEnded) {
        submissions.pollAlways(descriptor, POLLOUT, begin(POLL_OUTPUT));
      } else {
        submissions.poll(descriptor, POLLOUT, begin(POLL_OUTPUT));
      }
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
      default -> polled(result);
    }
  }

  /// The ring tells a writer also that the peer has ended its side, and would so again and again;
  /// asked for news always, it does so once.
  private void polled(int result) {
    if (result < 0 || (result & (POLLOUT | POLLERR_POLLHUP)) != 0) {
      tell(Socket.OUTPUT);
    } else {
      peerHasEnded = true;
      change();
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
      default -> failure = Math.max(-result, 0);
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
    outgoing.sent(result);
    if (outgoing.hasFailed() && !hungUp) {
      hungUp = true;
      tell(Socket.INPUT);
    }
    if (!outgoing.isEmpty() || isClosed()) {
      change();
    } else if (wants(Socket.OUTPUT)) {
      tell(Socket.OUTPUT);
    }
  }

  /// The peer is to see the end now, and not when the ring is gone.
  @Override
  public void closeNow() throws IOException {
    outgoing.finish();
    if (isUnderWay(KINDS) && !resets && !isShared()) {
      int _ = backend.libc.tcp.shutDown(descriptor);
    }
    super.closeNow();
  }
}
