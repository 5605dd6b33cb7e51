package io.weightless.net.internal.memory;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.PeerCredentials;
import io.weightless.net.Sink;
import io.weightless.net.internal.Budget;
import io.weightless.net.internal.Resource;
import io.weightless.net.internal.UnixStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One end of a connection without a system. How its bytes get to the other end is for others to
/// say.
@SuppressWarnings("this-escape") // its halves do nothing with it before it is whole
public abstract class MemoryStream extends Resource implements UnixStream {
  private static final PeerCredentials ANYBODY = new PeerCredentials(1, 1000, 1000);

  private final Address local;
  private final Address remote;
  private final Input input = new Input(this);
  private final Output output;
  private boolean isClosed;

  /// @param window bytes that may be written and not read yet
  protected MemoryStream(Address local, Address remote, int window) {
    this.local = local;
    this.remote = remote;
    output = new Output(this, window);
  }

  /// @throws IllegalStateException on another reactor than its own
  protected abstract void checkOwner();

  protected abstract Budget budget();

  protected abstract Lender lender();

  /// How many of so many bytes that are there a read gives, at least one.
  protected int lends(int length) {
    return length;
  }

  /// How many of so many bytes that there is room for a write takes, at least one; then [#tryAgain]
  /// is called for the rest.
  protected int takes(int bytes) {
    return bytes;
  }

  /// Towards the other end; the buffer is nobody else's.
  protected abstract void send(ByteBuffer bytes);

  /// Behind all that was sent.
  protected abstract void sendEnd();

  /// Tells the other end that so many bytes were read.
  protected abstract void haveRead(int bytes);

  /// It is closed now, and tells the other end.
  ///
  /// @param isReset whether that sees a failure
  protected abstract void closed(boolean isReset);

  @Override
  public final ByteBuffer read() throws IOException {
    enter();
    return input.read();
  }

  @Override
  public final void release() {
    checkOwner();
    input.release();
  }

  @Override
  public final void write(ByteBuffer... sources) throws IOException {
    enter();
    output.write(sources);
  }

  @Override
  public final long transferTo(Sink target) throws IOException {
    enter();
    return input.transfer(target);
  }

  @Override
  public final void transferFrom(FileSource file, long position, long count) throws IOException {
    enter();
    output.transfer(file, position, count);
  }

  private void enter() throws ClosedException {
    checkOwner();
    Suspension.checkpoint();
    checkOpen();
  }

  final void checkOpen() throws ClosedException {
    if (isClosed) {
      throw new ClosedException(describe() + " is closed");
    }
  }

  @Override
  public final long written() {
    return output.written();
  }

  @Override
  protected final long bytesIn() {
    return input.received();
  }

  @Override
  protected final long bytesOut() {
    return output.written();
  }

  @Override
  public final void closeOutput() throws ClosedException {
    checkOwner();
    checkOpen();
    output.shutDown();
  }

  @Override
  public final void close() {
    checkOwner();
    if (!isClosed) {
      boolean isUnread = input.hasUnread();
      end();
      closed(isUnread);
    }
  }

  @Override
  public final void reset() {
    checkOwner();
    if (!isClosed) {
      abandon();
    }
  }

  /// Closes it with a reset, also once more.
  public final void abandon() {
    end();
    closed(true);
  }

  private void end() {
    isClosed = true;
    input.close();
    output.close();
  }

  /// Closes it, of which nobody is told.
  protected final void crashed() {
    isClosed = true;
  }

  public final boolean isClosed() {
    return isClosed;
  }

  /// From the other end.
  protected final void arrived(ByteBuffer bytes) {
    input.arrive(bytes);
  }

  /// Nothing more comes from the other end.
  protected final void inputEnds() {
    input.end();
  }

  /// The other end has read so many bytes.
  protected final void wereRead(int bytes) {
    output.acknowledged(bytes);
  }

  /// There may be room for a writer who waits.
  protected final void tryAgain() {
    output.wake();
  }

  /// The other end hears that nothing more comes.
  protected final void shutOutput() {
    output.shutDown();
  }

  /// Nobody at the other end reads any more.
  protected final void breakUpOutput(String reason) {
    output.breakUp(reason);
  }

  protected final void breakUpHalves(String reason) {
    input.breakUp(reason);
    output.breakUp(reason);
  }

  /// Of a simulated Unix socket.
  @Override
  public final PeerCredentials credentials() throws ClosedException {
    checkOwner();
    checkOpen();
    return ANYBODY;
  }

  @Override
  public final Address local() {
    return local;
  }

  @Override
  public final Address remote() {
    return remote;
  }

  @Override
  public final String describe() {
    return "the stream from " + local + " to " + remote;
  }

  @Override
  public final String toString() {
    return "Stream[" + local + " to " + remote + "]";
  }
}
