package io.weightless.testing;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A stream over another one, which breaks as connections do: bytes come and go in small pieces,
/// late, or not at all.
///
/// For what must hold wherever a connection breaks, let it break everywhere. A run without faults
/// tells how many places there are:
///
/// ```java
/// for (long n = 0; n <= bytesOfAnswer; n++) {
///   FaultyStream faulty = new FaultyStream(answers()).resetAfterReading(n);
///   assertThrows(IOException.class, () -> client.fetch(faulty, "/"));
///   assertTrue(faulty.isClosed());
/// }
/// ```
///
/// For what must hold however the bytes are cut, take every size, or chance, and the reactor's
/// random, which follows from a seed: `new FaultyStream(stream).randomly(reactor.random())`.
///
/// Faults are set before the first use. A break is a [NetworkException]: of the reason `RESET`, and
/// where only one direction fails, `OTHER`. It keeps the contract of [Stream]; what it lends is a
/// copy, spoilt when it was given back. What is written counts as taken when the stream below took
/// it.
///
/// - **Runs on**: the reactor of its first use.
/// - **Cost**: a copy of what is read.
public final class FaultyStream implements Stream {
  /// The longest piece that chance makes, unless it is told.
  private static final int LONGEST_PIECE = 64;

  private static final byte[] NOTHING = {};

  private final Stream stream;
  private final StreamRules rules;
  private int longestRead = Integer.MAX_VALUE;
  private int longestWrite = Integer.MAX_VALUE;
  private Duration longestStall = Duration.ZERO;
  private @Nullable RandomGenerator random;
  private int longestPiece = LONGEST_PIECE;
  private Break breakOfInput = new Break(Long.MAX_VALUE, Way.NONE);
  private Break breakOfOutput = new Break(Long.MAX_VALUE, Way.NONE);

  /// What was read below, and not lent yet: from `nextUnread` on.
  private byte[] unread = NOTHING;

  private int nextUnread;
  private long bytesRead;
  private long bytesWritten;

  /// What all fails with, once it was reset.
  private @Nullable IOException broken;

  private long struck;

  /// @param after how many bytes
  private record Break(long after, Way way) {}

  private enum Way {
    NONE,
    END,
    FAIL,
    RESET
  }

  public FaultyStream(Stream stream) {
    this.stream = stream;
    rules = new StreamRules(stream.remote());
  }

  /// No read gives more than `bytes`.
  public FaultyStream shortReads(int bytes) {
    longestRead = positive(bytes);
    return this;
  }

  /// No more than `bytes` are written at once.
  public FaultyStream shortWrites(int bytes) {
    longestWrite = positive(bytes);
    return this;
  }

  private static int positive(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("a piece has a byte at least, not " + bytes);
    }
    return bytes;
  }

  /// Pieces have a length by chance, up to 64 bytes and one byte often, and stalls last as long as
  /// chance wants.
  public FaultyStream randomly(RandomGenerator random) {
    return randomly(random, LONGEST_PIECE);
  }

  /// The same, with pieces of up to `longest` bytes: where there is much to move.
  public FaultyStream randomly(RandomGenerator random, int longest) {
    this.random = random;
    longestPiece = positive(longest);
    return this;
  }

  /// Each read, and each piece that is written, waits so long before; with [#randomly], at most.
  public FaultyStream stalls(Duration time) {
    longestStall = time;
    return this;
  }

  /// The input ends after `bytes`, whatever more there is.
  public FaultyStream endAfterReading(long bytes) {
    breakOfInput = new Break(bytes, Way.END);
    return this;
  }

  /// Reads fail after `bytes`; writes go on.
  public FaultyStream failAfterReading(long bytes) {
    breakOfInput = new Break(bytes, Way.FAIL);
    return this;
  }

  /// Writes fail after `bytes`, perhaps in the middle of one; reads go on.
  public FaultyStream failAfterWriting(long bytes) {
    breakOfOutput = new Break(bytes, Way.FAIL);
    return this;
  }

  /// The connection is gone after `bytes` were read; the stream below is reset.
  public FaultyStream resetAfterReading(long bytes) {
    breakOfInput = new Break(bytes, Way.RESET);
    return this;
  }

  /// The connection is gone after `bytes` were written; the stream below is reset.
  public FaultyStream resetAfterWriting(long bytes) {
    breakOfOutput = new Break(bytes, Way.RESET);
    return this;
  }

  /// How often a fault struck: a piece was cut, or late, or a break was met. A test in which none
  /// did proves nothing.
  public long struck() {
    return struck;
  }

  /// How many bytes were lent.
  public long bytesRead() {
    return bytesRead;
  }

  public boolean isClosed() {
    return rules.isClosed();
  }

  @Override
  public ByteBuffer read() throws IOException {
    rules.beginRead();
    try {
      return next();
    } finally {
      rules.endRead();
    }
  }

  @Override
  public long transferTo(Sink target) throws IOException {
    return new Incoming().moveTo(target, rules);
  }

  private final class Incoming implements Parts {
    @Override
    public ByteBuffer next() throws IOException {
      return FaultyStream.this.next();
    }

    @Override
    public void putBack(ByteBuffer part) {
      nextUnread -= part.remaining();
      bytesRead -= part.remaining();
    }
  }

  private ByteBuffer next() throws IOException {
    stall(true);
    checkUnbroken();
    if (bytesRead >= breakOfInput.after) {
      strike(breakOfInput.way, "read from ");
      return rules.lend(NOTHING, 0, 0);
    }
    if (nextUnread == unread.length && !refill()) {
      return rules.lend(NOTHING, 0, 0);
    }
    int there = unread.length - nextUnread;
    int length = (int) Math.min(piece(there, longestRead), breakOfInput.after - bytesRead);
    ByteBuffer lent = rules.lend(unread, nextUnread, nextUnread + length);
    nextUnread += length;
    bytesRead += length;
    return lent;
  }

  /// False at the end of the input.
  private boolean refill() throws IOException {
    ByteBuffer lent;
    try {
      lent = stream.read();
    } catch (ClosedException e) {
      checkUnbroken(); // a write met the break meanwhile
      throw e;
    }
    checkUnbroken();
    unread = new byte[lent.remaining()];
    nextUnread = 0;
    lent.get(unread);
    stream.release();
    return unread.length > 0;
  }

  @Override
  public void release() {
    rules.release();
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    rules.beginWrite();
    try {
      for (ByteBuffer source : sources) {
        pass(source);
      }
    } finally {
      rules.endWrite();
    }
  }

  private void pass(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      stall(false);
      checkUnbroken();
      rules.checkOutputOpen();
      if (bytesWritten >= breakOfOutput.after) {
        strike(breakOfOutput.way, "write to ");
      }
      int there = source.remaining();
      int length = (int) Math.min(piece(there, longestWrite), breakOfOutput.after - bytesWritten);
      pass(source, source.slice(source.position(), length));
    }
  }

  /// What the stream below has not taken, when it fails or the task is cancelled, is left.
  private void pass(ByteBuffer source, ByteBuffer piece) throws IOException {
    try {
      stream.write(piece);
    } catch (ClosedException e) {
      checkUnbroken();
      throw e;
    } finally {
      source.position(source.position() + piece.position());
      bytesWritten += piece.position();
    }
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    rules.beginWrite();
    try {
      FileCopy.copy(file, position, count, this::pass);
    } finally {
      rules.endWrite();
    }
  }

  private int piece(int there, int longest) {
    int length = Math.min(there, longest);
    if (random != null) {
      length = Math.min(length, random.nextInt(1, 1 + random.nextInt(1, 1 + longestPiece)));
    }
    if (length < there) {
      struck++;
    }
    return length;
  }

  private void stall(boolean reader) throws IOException {
    long longest = longestStall.toNanos();
    long nanos = random == null || longest == 0 ? longest : random.nextLong(longest + 1);
    if (nanos == 0) {
      return;
    }
    struck++;
    Clock clock = Reactor.current().clock();
    long end = clock.nanos() + nanos;
    for (long left = nanos; left > 0; left = end - clock.nanos()) {
      if (reader) {
        rules.awaitAsReader("a stall of the input", Duration.ofNanos(left));
        rules.checkOpen();
      } else {
        rules.awaitAsWriter("a stall of the output", Duration.ofNanos(left));
        rules.checkOutputOpen();
      }
      checkUnbroken();
    }
  }

  /// Returns where the input just ends.
  private void strike(Way way, String what) throws IOException {
    struck++;
    switch (way) {
      case NONE, END -> {}
      case FAIL -> throw fault("cannot " + what + remote(), Reason.OTHER);
      case RESET -> {
        broken = fault("the connection to " + remote() + " was reset", Reason.RESET);
        stream.reset();
        rules.wake();
        throw broken;
      }
    }
  }

  private NetworkException fault(String what, Reason reason) {
    IOException cause = new IOException("a fault of the test");
    return new NetworkException(what + ": " + cause.getMessage(), reason, 0, remote(), cause);
  }

  private void checkUnbroken() throws IOException {
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public long written() {
    return stream.written();
  }

  @Override
  public void closeOutput() throws IOException {
    if (rules.closeOutput() && broken == null) {
      stream.closeOutput();
    }
  }

  @Override
  public void close() {
    if (rules.close()) {
      stream.close();
    }
  }

  @Override
  public void reset() {
    if (rules.close()) {
      stream.reset();
    }
  }

  @Override
  public Address local() {
    return stream.local();
  }

  @Override
  public Address remote() {
    return stream.remote();
  }

  @Override
  public String toString() {
    return "FaultyStream[" + stream + "]";
  }
}
