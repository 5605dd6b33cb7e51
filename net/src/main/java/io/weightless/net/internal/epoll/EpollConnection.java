package io.weightless.net.internal.epoll;

import io.weightless.net.FileSource;
import io.weightless.net.PeerCredentials;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.DiskFile;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.LinuxFile;
import io.weightless.net.internal.linux.Pipe;
import io.weightless.net.internal.ready.Connection;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A connection by its descriptor.
final class EpollConnection extends EpollSocket implements Connection, BufferPool.Source {
  private final SocketAddress remote;
  private boolean connected;

  /// When the last read filled its buffer.
  private boolean mayHaveMore;

  /// Whether epoll has told that the end has come, which it does not tell again.
  private boolean endIsNear;

  EpollConnection(EpollBackend backend, int descriptor, SocketAddress remote, boolean connected) {
    super(backend, descriptor);
    this.remote = remote;
    this.connected = connected;
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
    ByteBuffer received = pool().fill(this);
    mayHaveMore = received != null && received.limit() == BufferPool.CAPACITY;
    return received;
  }

  @Override
  public boolean mayHaveMore() {
    return endIsNear || mayHaveMore;
  }

  @Override
  public void giveBack(ByteBuffer lent) {
    pool().give(lent);
  }

  @Override
  public void leave(ByteBuffer lent) {
    pool().drop();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int received = backend.libc.transfer.receive(descriptor, target);
    return received == 0 ? -1 : unlessFull(received);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return unlessFull(backend.libc.transfer.send(descriptor, source));
  }

  @Override
  public long write(ByteBuffer[] sources, int first, int count) throws IOException {
    return unlessFull(backend.libc.transfer.send(descriptor, sources, first, count));
  }

  @Override
  void endIsNear() {
    endIsNear = true;
  }

  private BufferPool pool() {
    return backend.shared().pool;
  }

  private static int unlessFull(int result) throws Errno {
    return result == -Errno.EAGAIN ? 0 : Libc.check(result);
  }

  @Override
  public boolean startMoving() {
    return true;
  }

  @Override
  public int moveInto(Pipe pipe, int most) throws IOException {
    int moved = pipe.fill(descriptor, most);
    return moved == 0 ? -1 : unlessFull(moved);
  }

  @Override
  public int moveFrom(Pipe pipe, int most) throws IOException {
    return unlessFull(pipe.drain(descriptor, most));
  }

  @Override
  public boolean sends(FileSource file) {
    return file instanceof DiskFile open && open.is(LinuxFile.class);
  }

  @Override
  public long send(FileSource file, long position, int count) throws IOException {
    int open = ((LinuxFile) ((DiskFile) file).raw()).descriptor();
    return unlessFull(backend.libc.transfer.send(descriptor, open, position, count));
  }

  @Override
  public PeerCredentials peer() throws IOException {
    return backend.libc.unix().peer(descriptor);
  }

  @Override
  public boolean pass(int other) throws IOException {
    return unlessFull(backend.libc.unix().pass(descriptor, other)) > 0;
  }

  @Override
  public int receivePassed() throws IOException {
    int received = backend.libc.unix().receive(descriptor);
    return received == 0
        ? END
        : unlessFull(received) == 0 ? NOTHING : backend.libc.unix().received();
  }

  @Override
  public void closeOutput() throws IOException {
    Libc.check(backend.libc.tcp.shutDownOutput(descriptor));
  }

  @Override
  public void resetWhenClosed() throws IOException {
    backend.libc.tcp.resetWhenClosed(descriptor);
  }
}
