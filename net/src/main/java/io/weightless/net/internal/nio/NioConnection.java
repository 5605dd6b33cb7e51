package io.weightless.net.internal.nio;

import io.weightless.net.FileSource;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.ChannelFile;
import io.weightless.net.internal.DiskFile;
import io.weightless.net.internal.ready.Connection;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A `SocketChannel`.
final class NioConnection extends NioSocket implements Connection, BufferPool.Source {
  private final SocketChannel channel;
  private final SocketAddress remote;
  private final BufferPool pool;

  /// When the last read filled its buffer.
  private boolean mayHaveMore;

  /// @param channel one that does not block
  NioConnection(Keyring keyring, BufferPool pool, SocketChannel channel, SocketAddress remote) {
    super(keyring, channel);
    this.channel = channel;
    this.remote = remote;
    this.pool = pool;
  }

  @Override
  int operations(int what) {
    int output = isConnected() ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
    return ((what & INPUT) != 0 ? SelectionKey.OP_READ : 0) | ((what & OUTPUT) != 0 ? output : 0);
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public void finish() throws IOException {
    channel.finishConnect();
  }

  @Override
  public SocketAddress local() throws IOException {
    return channel.getLocalAddress();
  }

  @Override
  public SocketAddress remote() {
    return remote;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    ByteBuffer received = pool.fill(this);
    mayHaveMore = received != null && received.limit() == BufferPool.CAPACITY;
    return received;
  }

  @Override
  public boolean mayHaveMore() {
    return mayHaveMore;
  }

  @Override
  public void giveBack(ByteBuffer lent) {
    pool.give(lent);
  }

  @Override
  public void leave(ByteBuffer lent) {
    pool.drop();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return channel.write(source);
  }

  @Override
  public long write(ByteBuffer[] sources, int first, int count) throws IOException {
    return channel.write(sources, first, count);
  }

  @Override
  public boolean sends(FileSource file) {
    return file instanceof DiskFile open && open.is(ChannelFile.class);
  }

  @Override
  public long send(FileSource file, long position, int count) throws IOException {
    return ((ChannelFile) ((DiskFile) file).raw()).transferTo(channel, position, count);
  }

  @Override
  public void closeOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void resetWhenClosed() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
  }
}
