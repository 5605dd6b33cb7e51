package io.weightless.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.Address;
import io.weightless.net.FileSource;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A stream whose other end says and expects what a script says, and records what was written.
///
/// ```java
/// ScriptedStream peer = new ScriptedStream()
///     .expect("GET /\r\n")
///     .send("20", "0\r\n") // two reads
///     .stall(Duration.ofSeconds(5))
///     .send("the rest")
///     .end();
///
/// client.fetch(peer, "/");
///
/// peer.assertOver();
/// ```
///
/// What comes after an expectation happens when it is met. Bytes may be written before the script
/// comes to them, as over a network; but a byte that is not what the script expects, or one too
/// many, fails the write with an [AssertionError] that shows both. A script that expects nothing
/// takes everything. A read at the end of a script that has no [#end] waits for ever: on virtual
/// time that is a deadlock.
///
/// It keeps the contract of [Stream]; a write never waits. A buffer that was given back has nothing
/// left, and its bytes are spoilt: who kept it notices.
///
/// - **Runs on**: the reactor of its first use. The script may be written before, or go on later.
/// - **Cost**: it keeps all that was written.
public final class ScriptedStream implements Stream {
  private static final Address LOCAL = new Address("here", 1);
  private static final Address REMOTE = new Address("script", 1);
  private static final byte[] NOTHING = {};

  private final StreamRules rules = new StreamRules(REMOTE);
  private final Deque<ScriptLine> script = new ArrayDeque<>();
  private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private boolean expectsSomething;
  private boolean reset;

  /// Whether the line that comes next is a stall that has begun.
  private boolean stalling;

  private long stallEnds;

  /// The other end goes on when `text` was written, after what it expected before.
  public ScriptedStream expect(String text) {
    return expect(text.getBytes(UTF_8));
  }

  /// The same for bytes.
  public ScriptedStream expect(byte[] bytes) {
    expectsSomething = true;
    expected.writeBytes(bytes);
    return add(new ScriptLine.Expect(expected.size()));
  }

  /// The other end goes on when this one has closed its output, or everything; nothing may be
  /// written that it does not expect.
  public ScriptedStream expectEnd() {
    expectsSomething = true;
    return add(new ScriptLine.ExpectEnd());
  }

  /// Each of `pieces` is what one read gives.
  public ScriptedStream send(String... pieces) {
    for (String piece : pieces) {
      send(piece.getBytes(UTF_8));
    }
    return this;
  }

  /// The same for the bytes of one read.
  public ScriptedStream send(byte[] piece) {
    return piece.length == 0 ? this : add(new ScriptLine.Send(piece.clone()));
  }

  /// Nothing comes for so long after a read got here.
  public ScriptedStream stall(Duration time) {
    return add(new ScriptLine.Stall(time));
  }

  /// Nothing comes any more: the input ends here.
  public ScriptedStream end() {
    return add(new ScriptLine.End());
  }

  /// From here on reads and writes fail with `failure`.
  public ScriptedStream fail(IOException failure) {
    return add(new ScriptLine.Fail(failure));
  }

  private ScriptedStream add(ScriptLine line) {
    script.add(line);
    rules.wake();
    return this;
  }

  /// All that was written until now, as text.
  public String writtenText() {
    return written.toString(UTF_8);
  }

  /// All that was written until now.
  public byte[] writtenBytes() {
    return written.toByteArray();
  }

  /// @throws AssertionError when the other end still has something to say, or expects something
  public void assertOver() {
    skipWhatIsMet();
    if (expectsSomething && written.size() < expected.size()) {
      throw new AssertionError(
          "the script expects more than was written:"
              + Bytes.difference(expected.toByteArray(), writtenBytes()));
    }
    if (!isOver()) {
      throw new AssertionError("the script is not over: " + this);
    }
  }

  private boolean isOver() {
    return switch (script.peekFirst()) {
      case null -> true;
      case ScriptLine.End _, ScriptLine.Fail _ -> script.size() == 1;
      default -> false;
    };
  }

  /// Whether it was closed so that the other end would see a failure.
  public boolean wasReset() {
    return reset;
  }

  public boolean isClosed() {
    return rules.isClosed();
  }

  public boolean isOutputClosed() {
    return rules.isOutputClosed();
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
      return ScriptedStream.this.next();
    }

    @Override
    public void putBack(ByteBuffer part) {
      if (part.hasRemaining()) {
        byte[] rest = new byte[part.remaining()];
        part.get(rest);
        script.addFirst(new ScriptLine.Send(rest));
      }
    }
  }

  private ByteBuffer next() throws IOException {
    while (true) {
      rules.checkOpen();
      skipWhatIsMet();
      switch (script.peekFirst()) {
        case ScriptLine.Send send -> {
          script.removeFirst();
          return rules.lend(send.piece, 0, send.piece.length);
        }
        case ScriptLine.End _ -> {
          return rules.lend(NOTHING, 0, 0);
        }
        case ScriptLine.Fail fail -> throw fail.failure();
        case ScriptLine.Stall stall -> wait(stall);
        case null, default -> rules.awaitAsReader(this, StreamRules.FOR_EVER);
      }
    }
  }

  private void skipWhatIsMet() {
    while (isMet(script.peekFirst())) {
      script.removeFirst();
    }
  }

  private boolean isMet(@Nullable ScriptLine line) {
    return switch (line) {
      case ScriptLine.Expect expect -> written.size() >= expect.until();
      case ScriptLine.ExpectEnd _ -> rules.isOutputClosed() || rules.isClosed();
      case null, default -> false;
    };
  }

  /// A wait that was cancelled goes on in the next read.
  private void wait(ScriptLine.Stall stall) {
    long now = Reactor.current().clock().nanos();
    if (!stalling) {
      stalling = true;
      stallEnds = now + stall.time().toNanos();
    }
    if (now < stallEnds) {
      rules.awaitAsReader(this, Duration.ofNanos(stallEnds - now));
    } else {
      stalling = false;
      script.removeFirst();
    }
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
        take(source);
      }
    } finally {
      rules.endWrite();
    }
  }

  private void take(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      skipWhatIsMet();
      if (script.peekFirst() instanceof ScriptLine.Fail fail) {
        throw fail.failure();
      }
      int length = source.remaining();
      if (script.peekFirst() instanceof ScriptLine.Expect expect) {
        length = Math.min(length, expect.until() - written.size());
      }
      byte[] taken = new byte[length];
      source.get(taken);
      written.writeBytes(taken);
      checkExpected();
      rules.wake();
    }
  }

  private void checkExpected() {
    if (expectsSomething) {
      byte[] bytes = writtenBytes();
      int different = Arrays.mismatch(bytes, expected.toByteArray());
      if (different >= 0 && different < bytes.length) {
        throw new AssertionError(
            "the script expects something else:" + Bytes.difference(expected.toByteArray(), bytes));
      }
    }
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    rules.beginWrite();
    try {
      FileCopy.copy(file, position, count, this::take);
    } finally {
      rules.endWrite();
    }
  }

  @Override
  public long written() {
    return written.size();
  }

  @Override
  public void closeOutput() throws IOException {
    rules.closeOutput();
  }

  @Override
  public void close() {
    rules.close();
  }

  @Override
  public void reset() {
    reset |= rules.close();
  }

  @Override
  public Address local() {
    return LOCAL;
  }

  @Override
  public Address remote() {
    return REMOTE;
  }

  /// What the other end does next.
  @Override
  public String toString() {
    ScriptLine next = script.peekFirst();
    String does = next == null ? "is over" : next.describe(expected.toByteArray(), written.size());
    return "a script that " + does;
  }
}
