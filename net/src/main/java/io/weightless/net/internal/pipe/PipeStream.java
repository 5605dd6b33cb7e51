package io.weightless.net.internal.pipe;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.Scheme;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Resource;
import io.weightless.net.internal.Shared;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A stream of two pipes, or of one: the direction that it has not is refused.
///
/// It knows no reset: to the other end of a pipe each close looks like an end.
public final class PipeStream extends Resource implements Stream {
  /// A wait for readiness can end at any time, for nothing is lost by it.
  static final Suspension.Withdrawal AT_ONCE = () -> true;

  private final Reactor reactor;
  private final Shared shared;
  private final Address remote;
  private final @Nullable PipeInput input;
  private final @Nullable PipeOutput output;
  private boolean closed;

  /// @param name of what is at the other end
  /// @param source null when there is nothing to read
  /// @param target null when nothing can be written
  public PipeStream(
      Reactor reactor,
      Shared shared,
      String name,
      PipeEnd.@Nullable Reading source,
      PipeEnd.@Nullable Writing target) {
    this.reactor = reactor;
    this.shared = shared;
    remote = new Address(Scheme.MEM, name, 0, TcpOptions.DEFAULTS);
    input = source == null ? null : new PipeInput(this, source);
    output = target == null ? null : new PipeOutput(this, target);
    shared.resources.add(this);
  }

  Shared shared() {
    return shared;
  }

  @Override
  public ByteBuffer read() throws IOException {
    enter();
    return input().read();
  }

  @Override
  public void release() {
    reactor.checkOwner();
    if (input != null) {
      input.release();
    }
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    enter();
    output().write(sources);
  }

  @Override
  public long transferTo(Sink target) throws IOException {
    enter();
    return input().transfer(target);
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    enter();
    output().transfer(file, position, count);
  }

  private void enter() throws ClosedException {
    reactor.checkOwner();
    Suspension.checkpoint();
    checkOpen();
  }

  void checkOpen() throws ClosedException {
    if (closed) {
      throw new ClosedException(describe() + " is closed");
    }
  }

  private PipeInput input() {
    if (input == null) {
      throw new IllegalStateException(describe() + " has nothing to read: that is not piped");
    }
    return input;
  }

  private PipeOutput output() {
    if (output == null) {
      throw new IllegalStateException(describe() + " can't be written to: that is not piped");
    }
    return output;
  }

  @Override
  public long written() {
    return output == null ? 0 : output.written();
  }

  @Override
  public void closeOutput() throws IOException {
    reactor.checkOwner();
    checkOpen();
    closeInput();
  }

  /// That of the other end, which sees an end.
  public void closeInput() {
    if (output != null) {
      output.close();
    }
  }

  @Override
  public void close() {
    reactor.checkOwner();
    if (!closed) {
      closed = true;
      shared.resources.remove(this);
      if (input != null) {
        input.close();
      }
      if (output != null) {
        output.close();
      }
    }
  }

  @Override
  public void reset() {
    close();
  }

  /// There is nothing to tell of this end.
  @Override
  public Address local() {
    return remote;
  }

  @Override
  public Address remote() {
    return remote;
  }

  @Override
  protected String describe() {
    return "the pipe to " + remote.host();
  }

  @Override
  public String toString() {
    return "Stream[pipe to " + remote.host() + "]";
  }
}
