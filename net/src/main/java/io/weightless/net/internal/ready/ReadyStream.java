package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.FileSource;
import io.weightless.net.Listener;
import io.weightless.net.PeerCredentials;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.net.internal.Addresses;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.UnixStream;
import io.weightless.net.internal.linux.Pipes;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A connection: two halves and their common end.
final class ReadyStream extends Endpoint implements UnixStream {
  /// A wait for readiness can end at any time, for nothing is lost by it.
  static final Suspension.Withdrawal AT_ONCE = () -> true;

  private final Connection connection;
  private final SocketAddress local;
  private final SocketAddress remote;
  private final Input input;
  private final Output output;

  ReadyStream(ReadyNetwork network, Connection connection) throws IOException {
    super(network, connection);
    this.connection = connection;
    local = connection.local();
    remote = connection.remote();
    input = new Input(this, connection);
    output = new Output(this, connection);
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
  public long transferTo(Sink target) throws IOException {
    enter();
    Pipes pipes = network.pipes;
    Outlet outlet = pipes == null ? null : Outlet.of(target, pipes);
    return new Transit(input, target, pipes, outlet).run();
  }

  Outlet outlet() {
    return output;
  }

  @Override
  public long written() {
    return output.written();
  }

  @Override
  public void ready(int what) {
    if ((what & Socket.INPUT) != 0) {
      input.ready();
    }
    if ((what & Socket.OUTPUT) != 0) {
      output.ready();
    }
  }

  @Override
  public PeerCredentials credentials() throws IOException {
    network.reactor().checkOwner();
    checkOpen();
    return connection.peer();
  }

  @Override
  public void pass(Stream given) throws IOException {
    if (!(given instanceof ReadyStream other)) {
      throw new IllegalArgumentException("only a socket can be passed: " + given);
    }
    pass(other, other.connection);
  }

  @Override
  public void pass(Listener given) throws IOException {
    if (!(given instanceof ReadyListener listener)) {
      throw new IllegalArgumentException("only a socket can be passed: " + given.address());
    }
    pass(listener, listener.socket());
    listener.leaveFile();
  }

  private void pass(Endpoint given, Socket socket) throws IOException {
    enter();
    given.checkOpen();
    output.pass(socket.share());
  }

  @Override
  public <T extends AutoCloseable> @Nullable T receive(Class<T> kind) throws IOException {
    enter();
    int descriptor = input.receivePassed();
    if (descriptor == Connection.END) {
      return null;
    }
    AutoCloseable received = network.passed(descriptor);
    if (!kind.isInstance(received)) {
      Failures.closeQuietly(received);
      throw new IOException("no " + kind.getSimpleName() + " came, but " + received);
    }
    return kind.cast(received);
  }

  @Override
  public void closeOutput() throws IOException {
    network.reactor().checkOwner();
    checkOpen();
    output.shutDown();
  }

  @Override
  public void close() {
    if (closeSocket()) {
      input.close();
      output.close();
    }
  }

  @Override
  public void reset() {
    network.reactor().checkOwner();
    if (!isClosed()) {
      try {
        connection.resetWhenClosed();
      } catch (IOException _) {
        // then the connection is gone, and there is nothing to throw away
      }
      close();
    }
  }

  @Override
  public Address local() {
    return Addresses.of(local, remote);
  }

  @Override
  public Address remote() {
    return Addresses.of(remote, local);
  }

  @Override
  protected long bytesIn() {
    return input.received();
  }

  @Override
  protected long bytesOut() {
    return output.written();
  }

  @Override
  protected String describe() {
    return "the stream from " + local() + " to " + remote();
  }

  @Override
  public String toString() {
    return "Stream[" + local() + " to " + remote() + "]";
  }
}
