package io.weightless.http.internal;

import io.weightless.coroutine.CoroutineFailed;
import io.weightless.coroutine.TimedOut;
import io.weightless.gio.StreamClosed;
import io.weightless.gio.StreamFailed;
import io.weightless.http.Peer;
import io.weightless.http.ResponseCut;
import io.weightless.net.Address;
import io.weightless.net.FileSource;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A coroutine's own input and output as a stream, for a connection that runs inside of it.
///
/// What its driver throws in is to the connection a client that is gone, whoever that was: it
/// unwinds in good order, writes nothing more, and [#finish] throws it on.
final class IoStream implements Stream {
  /// Of one output.
  private static final int MOST = OutputPool.BYTES;

  private static final ByteBuffer END = ByteBuffer.allocate(0);

  /// It took longer than it may; the stream is as it was.
  static final class TooLate extends IOException {
    private static final long serialVersionUID = 1L;

    TooLate(TimedOut cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final Address remote;
  private final IoWatch watch;

  private long written;

  /// It ended within a response.
  private boolean isCut;

  private @Nullable Throwable thrown;

  /// Whether nobody but the client, who is gone, had to do with that.
  private boolean isOfTheWorld;

  IoStream(Address remote, IoWatch watch) {
    this.remote = remote;
    this.watch = watch;
  }

  @Override
  public ByteBuffer read() throws IOException {
    checkIntact();
    try {
      ByteBuffer input = watch.read();
      while (input != null && !input.hasRemaining()) { // which is no end here
        input = watch.read();
      }
      return input == null ? END : input;
    } catch (TimedOut late) {
      throw watch.mayBeLate() && watch.isOver() ? new TooLate(late) : broken(late);
    } catch (RuntimeException | Error failure) {
      throw broken(failure);
    }
  }

  @Override
  public void release() {}

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    for (ByteBuffer source : sources) {
      while (source.hasRemaining()) {
        int count = Math.min(MOST, source.remaining());
        put(source.slice(source.position(), count));
        source.position(source.position() + count);
      }
    }
  }

  private void put(ByteBuffer part) throws IOException {
    checkIntact();
    int count = part.remaining();
    try {
      watch.write(part);
    } catch (TimedOut late) {
      isCut = true;
      throw broken(late);
    } catch (RuntimeException | Error failure) {
      throw broken(failure);
    }
    written += count;
  }

  @Override
  public long transferTo(Sink target) {
    throw new UnsupportedOperationException("a coroutine's input goes nowhere by itself");
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    ByteBuffer part = SpareBuffers.ALL.take(MOST);
    try {
      long at = position;
      while (at < position + count) {
        part.clear().limit((int) Math.min(MOST, position + count - at));
        int got = file.read(part, at);
        if (got <= 0) {
          throw new EOFException(file.info().name() + " ends before " + (position + count));
        }
        at += got;
        put(part.flip());
      }
    } finally {
      SpareBuffers.ALL.giveBack(part.clear());
    }
  }

  @Override
  public long written() {
    return written;
  }

  @Override
  public void closeOutput() {}

  @Override
  public void close() {}

  @Override
  public void reset() {
    isCut |= thrown == null;
  }

  /// After the connection has ended: gives back what is left of its input.
  ///
  /// @param left in its order
  void finish(List<ByteBuffer> left) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException failure && !isOfTheWorld) {
      throw failure;
    }
    if (isCut) {
      throw new ResponseCut();
    }
    if (thrown == null) {
      watch.io.unread(left.stream().filter(ByteBuffer::hasRemaining).toArray(ByteBuffer[]::new));
    }
  }

  private boolean isOfTheWorld(Throwable failure) {
    return failure instanceof StreamFailed
        || failure instanceof StreamClosed
        || (failure instanceof TimedOut && watch.isOver())
        || (failure instanceof CoroutineFailed && failure.getCause() instanceof IOException);
  }

  private void checkIntact() throws IOException {
    if (thrown != null) {
      throw new IOException("the client is gone", thrown);
    }
  }

  private IOException broken(Throwable failure) {
    thrown = failure;
    isOfTheWorld = isOfTheWorld(failure);
    return new IOException("the client is gone", failure);
  }

  @Override
  public Address local() {
    return Peer.UNKNOWN; // a coroutine does not know where it is
  }

  @Override
  public Address remote() {
    return remote;
  }
}
