package io.weightless.protocol;

import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.Rethrow;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.sync.Condition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One stream with its protocol: a task that reads, and one that writes, both within [#run].
///
/// 1. A callback runs in a turn of one of the two, in a section that can't wait; so no two of them
///    run at once, and none within a method of the transport.
/// 2. The stream is closed only when it is OVER, and then both tasks end.
final class Connection implements Transport {
  private enum State {
    /// May become LOSING or OVER.
    OPEN,
    /// To be closed when all is written: becomes OVER. Nothing is told of what comes in.
    LOSING,
    /// Nothing more is read or written; the loss will be told, or was.
    OVER
  }

  private enum Output {
    /// May become ENDING.
    OPEN,
    /// To be closed when all is written: becomes ENDED.
    ENDING,
    ENDED
  }

  private final Reactor reactor = Reactor.current();
  private final Stream stream;
  private final Protocol protocol;
  private final Limits limits;
  private final Backlog backlog = new Backlog();
  private final Feed feed = new Feed();

  /// Of anything below that one of the tasks may wait for.
  private final Condition changed = new Condition();

  /// How many bytes this has taken, by the count of the stream.
  private long taken;

  private State state = State.OPEN;
  private Output output = Output.OPEN;
  private boolean isPaused;
  private boolean hasInputEnded;

  /// While the protocol looks at what the stream has lent, which a close would take back.
  private boolean isLending;

  private @Nullable IOException reason;

  /// What callbacks have thrown.
  private @Nullable Throwable failure;

  Connection(Stream stream, Protocol protocol, Limits limits) {
    this.stream = stream;
    this.protocol = protocol;
    this.limits = limits;
    taken = stream.written();
  }

  /// Lives until the connection is lost, and throws what a callback threw.
  void run() throws Exception {
    try {
      Scope.join(this::live);
    } finally {
      finish();
    }
  }

  private void live(Scope scope) {
    call(() -> protocol.connected(this));
    scope.start("writes to " + remote(), this::writeAll);
    readAll();
  }

  private void readAll() {
    try {
      while (!hasInputEnded && awaitReading()) {
        ByteBuffer part = stream.read();
        if (awaitReading()) {
          deliver(part);
        }
      }
    } catch (IOException e) {
      end(e);
    }
  }

  /// @return whether there is still something to read for
  private boolean awaitReading() {
    changed.await(() -> !isPaused || state != State.OPEN);
    return state != State.OVER;
  }

  private void deliver(ByteBuffer part) {
    hasInputEnded = !part.hasRemaining();
    if (state == State.LOSING) {
      return;
    }
    if (!hasInputEnded) {
      lend(part);
      return;
    }
    call(this::tellInputEnded);
    loseWhenBothEnded();
  }

  private void tellInputEnded() throws Exception {
    if (!protocol.inputEnded()) {
      loseConnection();
      feed.stop();
      changed.signal();
    }
  }

  private void lend(ByteBuffer part) {
    isLending = true;
    call(() -> protocol.received(part));
    isLending = false;
    if (state == State.OVER) {
      stream.reset();
    }
  }

  private void loseWhenBothEnded() {
    if (hasInputEnded && output == Output.ENDED) {
      loseConnection();
    }
  }

  private void writeAll() {
    try {
      while (state != State.OVER) {
        if (!backlog.isEmpty()) {
          stream.write(backlog.takeAll());
        } else if (feed.isHungry()) {
          call(feed::resume);
        } else if (isToEnd()) {
          endOutput();
        } else {
          changed.await(this::canWriteOn);
        }
      }
    } catch (IOException e) {
      end(e);
    }
  }

  private boolean canWriteOn() {
    return state == State.OVER || !backlog.isEmpty() || feed.isHungry() || isToEnd();
  }

  private boolean isToEnd() {
    return !feed.isRegistered() && (state == State.LOSING || output == Output.ENDING);
  }

  /// All is written.
  private void endOutput() throws IOException {
    if (output == Output.ENDING) {
      stream.closeOutput();
      output = Output.ENDED;
      call(protocol::outputClosed);
      loseWhenBothEnded();
    } else {
      state = State.OVER;
      stream.close();
      changed.signal();
    }
  }

  /// Ends it before its time.
  private void end(IOException why) {
    if (state == State.OVER) {
      return;
    }
    state = State.OVER;
    reason = why;
    backlog.clear();
    if (!isLending) {
      stream.reset();
    }
    changed.signal();
  }

  /// When both tasks have ended.
  private void finish() throws Exception {
    end(new ClosedException("the connection to " + remote() + " was cut, with its task"));
    stream.release();
    call(feed::stop);
    call(() -> protocol.lost(reason));
    if (failure != null) {
      Rethrow.<Exception>as(failure);
    }
  }

  private void call(Work<Exception> callback) {
    try {
      Call.of(protocol, callback);
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  private void failed(Throwable thrown) {
    failure = Failures.first(failure, thrown);
    end(new IOException("a callback of the connection to " + remote() + " failed", thrown));
  }

  @Override
  public void write(ByteBuffer... sources) {
    reactor.checkOwner();
    if (takesOutput()) {
      take(sources);
    }
    for (ByteBuffer source : sources) {
      source.position(source.limit());
    }
  }

  private boolean takesOutput() {
    return output != Output.ENDED
        && state != State.OVER
        && (feed.isRegistered() || !isOutputToEnd());
  }

  private boolean isOutputToEnd() {
    return state != State.OPEN || output != Output.OPEN;
  }

  private void take(ByteBuffer... sources) {
    long length = 0;
    for (ByteBuffer source : sources) {
      length += source.remaining();
    }
    long waiting = taken - stream.written() + length;
    if (waiting > limits.waiting()) {
      end(tooLong(waiting));
    } else if (length > 0) {
      for (ByteBuffer source : sources) {
        taken += source.remaining(); // none, when it is there twice
        backlog.add(source);
      }
      changed.signal();
      feed.written(waiting > limits.pauseAbove());
    }
  }

  private OutputTooLong tooLong(long waiting) {
    return new OutputTooLong(
        String.format(
            Locale.ROOT,
            "%,d bytes would wait to be written to %s; limit %,d: write from a producer, which is"
                + " told to pause, or raise the limit",
            waiting,
            remote(),
            limits.waiting()));
  }

  @Override
  public void registerProducer(Producer producer) {
    reactor.checkOwner();
    if (state == State.OVER || (isOutputToEnd() && !feed.isRegistered())) {
      producer.stopProducing();
    } else {
      feed.register(producer);
      changed.signal();
    }
  }

  @Override
  public void unregisterProducer() {
    reactor.checkOwner();
    feed.unregister();
    changed.signal();
  }

  @Override
  public void loseConnection() {
    reactor.checkOwner();
    if (state == State.OPEN) {
      state = State.LOSING;
      changed.signal();
    }
  }

  @Override
  public void abort() {
    reactor.checkOwner();
    end(new ClosedException("the connection to " + remote() + " was aborted"));
  }

  @Override
  public void closeOutput() {
    reactor.checkOwner();
    if (output == Output.OPEN) {
      output = Output.ENDING;
      changed.signal();
    }
  }

  @Override
  public void pauseProducing() {
    reactor.checkOwner();
    isPaused = true;
  }

  @Override
  public void resumeProducing() {
    reactor.checkOwner();
    isPaused = false;
    changed.signal();
  }

  @Override
  public void stopProducing() {
    loseConnection();
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
    return "Transport[" + local() + " to " + remote() + "]";
  }
}
