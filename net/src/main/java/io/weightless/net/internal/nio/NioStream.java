package io.weightless.net.internal.nio;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.FileSource;
import io.weightless.net.Stream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// A TCP connection: two halves and their common end.
final class NioStream extends Endpoint implements Stream {
  /// A wait for readiness can end at any time, for nothing is lost by it.
  static final Suspension.Withdrawal AT_ONCE = () -> true;

  private final SocketChannel channel;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final Input input;
  private final Output output;

  NioStream(
      NioNetwork network,
      SocketChannel channel,
      InetSocketAddress local,
      InetSocketAddress remote) {
    super(network, channel);
    this.channel = channel;
    this.local = local;
    this.remote = remote;
    input = new Input(this, channel);
    output = new Output(this, channel);
  }

  @Override
  public ByteBuffer read() throws IOException {
    enter();
    return input.read();
  }

  @Override
  public void release() {
    network.reactor().checkOwner();
    input.release();
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    enter();
    output.write(sources);
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    enter();
    output.transfer(file, position, count);
  }

  @Override
  public long written() {
    return output.written();
  }

  @Override
  public void ready(int operations) {
    if ((operations & SelectionKey.OP_READ) != 0) {
      input.ready();
    }
    if ((operations & SelectionKey.OP_WRITE) != 0) {
      output.ready();
    }
  }

  @Override
  public void closeOutput() throws IOException {
    network.reactor().checkOwner();
    checkOpen();
    output.shutDown();
  }

  @Override
  public void close() {
    if (closeChannel()) {
      input.close();
      output.close();
    }
  }

  @Override
  public void reset() {
    network.reactor().checkOwner();
    if (!isClosed()) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException _) {
        // then the connection is gone, and there is nothing to throw away
      }
      close();
    }
  }

  @Override
  public Address local() {
    return Addresses.of(local);
  }

  @Override
  public Address remote() {
    return Addresses.of(remote);
  }

  @Override
  String describe() {
    return "the stream from " + local() + " to " + remote();
  }

  @Override
  public String toString() {
    return "Stream[" + local() + " to " + remote() + "]";
  }
}
