package io.weightless.http.internal;

import io.weightless.http.Body;
import io.weightless.net.Address;
import io.weightless.net.FileSource;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// The stream of a connection that was one of HTTP, with what was read and not looked at in front.
public final class TunnelLine implements Body.Line {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Stream stream;
  private final Consumer<Runnable> whenDraining;

  /// Lent by the stream.
  private ByteBuffer rest;

  /// @param rest lent by `stream`; from now on it is this one's
  /// @param whenDraining is given what is to be told then
  public TunnelLine(Stream stream, ByteBuffer rest, Consumer<Runnable> whenDraining) {
    this.stream = stream;
    this.rest = rest.slice(); // whose bounds are its own, also when the buffer is lent again
    this.whenDraining = whenDraining;
  }

  @Override
  public void whenDraining(Runnable told) {
    whenDraining.accept(told);
  }

  @Override
  public ByteBuffer read() throws IOException {
    return rest.hasRemaining() ? takeRest() : stream.read();
  }

  private ByteBuffer takeRest() {
    ByteBuffer taken = rest;
    rest = NOTHING;
    return taken;
  }

  @Override
  public void release() {
    if (!rest.hasRemaining()) {
      stream.release();
    }
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    stream.write(sources);
  }

  @Override
  public long transferTo(Sink target) throws IOException {
    int first = rest.remaining();
    if (first > 0) {
      target.write(rest);
    }
    return first + stream.transferTo(target);
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    stream.transferFrom(file, position, count);
  }

  @Override
  public long written() {
    return stream.written();
  }

  @Override
  public void closeOutput() throws IOException {
    stream.closeOutput();
  }

  @Override
  public void close() {
    stream.close();
  }

  @Override
  public void reset() {
    stream.reset();
  }

  @Override
  public Address local() {
    return stream.local();
  }

  @Override
  public Address remote() {
    return stream.remote();
  }
}
