package io.weightless.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;

/// A stream as the platform's libraries know one: see [Stream#channel].
final class StreamChannel implements ByteChannel {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Stream stream;

  /// What was read of the stream and is not taken yet.
  private ByteBuffer lent = NOTHING;

  private boolean closed;

  StreamChannel(Stream stream) {
    this.stream = stream;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkOpen();
    if (!target.hasRemaining()) {
      return 0;
    }
    if (!lent.hasRemaining() && !readMore()) {
      return -1;
    }
    int count = Math.min(target.remaining(), lent.remaining());
    target.put(lent.slice(lent.position(), count));
    lent.position(lent.position() + count);
    return count;
  }

  /// @return false at the end of the input
  private boolean readMore() throws IOException {
    try {
      lent = stream.read();
      return lent.hasRemaining();
    } catch (ClosedException e) {
      throw asChannelsDo(e);
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    checkOpen();
    int count = source.remaining();
    try {
      stream.write(source);
    } catch (ClosedException e) {
      throw asChannelsDo(e);
    }
    return count;
  }

  private static IOException asChannelsDo(ClosedException e) {
    AsynchronousCloseException closed = new AsynchronousCloseException();
    closed.initCause(e);
    return closed;
  }

  private void checkOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
    lent = NOTHING;
    stream.close();
  }

  @Override
  public String toString() {
    return "channel of " + stream;
  }
}
