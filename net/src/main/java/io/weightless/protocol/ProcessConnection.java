package io.weightless.protocol;

import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Process;
import io.weightless.net.process.Redirect;
import io.weightless.net.signal.Signal;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Condition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A process with its protocol: a task for each of its streams, and one that waits for its end.
final class ProcessConnection implements ProcessTransport {
  private final Reactor reactor = Reactor.current();
  private final Command command;
  private final Process process;
  private final ProcessProtocol protocol;
  private final Backlog backlog = new Backlog();

  /// Of anything below that the writer waits for.
  private final Condition changed = new Condition();

  /// How many bytes this has taken.
  private long taken;

  private boolean isInputToEnd;

  /// It reads no more, or was told that nothing more comes.
  private boolean hasInputEnded;

  private @Nullable OutputTooLong failure;

  ProcessConnection(Command command, Process process, ProcessProtocol protocol) {
    this.command = command;
    this.process = process;
    this.protocol = protocol;
  }

  Exit run() throws Exception {
    Exit exit = Scope.<Exit, Exception>run(this::live);
    call(() -> protocol.ended(exit));
    return exit;
  }

  private Exit live(Scope scope) throws Exception {
    call(() -> protocol.started(this));
    Task<?> writer = scope.start("input of " + command.program(), this::writeAll);
    Task<?> errors = scope.start("errors of " + command.program(), this::readErrors);
    Task<Exit> end = scope.start("end of " + command.program(), this::awaitEnd);
    readAll(process.stream(), protocol::outputReceived);
    call(protocol::outputEnded);
    Exit exit = end.await();
    errors.await();
    writer.cancel("the process has ended");
    return exit;
  }

  private void writeAll() throws Exception {
    try {
      while (!hasInputEnded && failure == null) {
        writeNext(process.stream());
        changed.await(this::canWriteOn);
      }
    } catch (NetworkException e) {
      if (e.reason() != NetworkException.Reason.CLOSED_BY_PEER) {
        throw e;
      }
      hasInputEnded = true;
      backlog.clear();
    }
    if (failure != null) {
      throw failure;
    }
    call(protocol::inputEnded);
  }

  private boolean canWriteOn() {
    return !backlog.isEmpty() || isInputToEnd || failure != null;
  }

  private void writeNext(Stream stream) throws IOException {
    if (!backlog.isEmpty()) {
      stream.write(backlog.takeAll());
    } else if (isInputToEnd) {
      hasInputEnded = true;
      stream.closeOutput();
    }
  }

  private void readErrors() throws Exception {
    if (command.errors().equals(Redirect.PIPE)) {
      readAll(process.errors(), protocol::errorsReceived);
    }
    call(protocol::errorsEnded);
  }

  private interface Receiver {
    void received(ByteBuffer bytes) throws Exception;
  }

  private void readAll(Stream stream, Receiver receiver) throws Exception {
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      ByteBuffer bytes = part;
      call(() -> receiver.received(bytes));
    }
  }

  private Exit awaitEnd() throws Exception {
    Exit exit = process.await();
    call(() -> protocol.exited(exit));
    return exit;
  }

  private void call(Work<Exception> callback) throws Exception {
    Call.of(protocol, callback);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void write(ByteBuffer... sources) {
    reactor.checkOwner();
    for (ByteBuffer source : sources) {
      if (hasInputEnded || isInputToEnd) {
        source.position(source.limit());
      } else {
        taken += source.remaining();
        backlog.add(source);
      }
    }
    long waiting = taken - process.stream().written();
    if (waiting > Limits.DEFAULT.waiting()) {
      failure = tooLong(waiting);
      process.kill(); // which ends a write that waits
    }
    changed.signal();
  }

  private OutputTooLong tooLong(long waiting) {
    return new OutputTooLong(
        String.format(
            Locale.ROOT,
            "%,d bytes would wait to be read by %s; limit %,d: write when it has answered",
            waiting,
            command.program(),
            Limits.DEFAULT.waiting()));
  }

  @Override
  public void closeInput() {
    reactor.checkOwner();
    isInputToEnd = true;
    changed.signal();
  }

  @Override
  public void signal(Signal signal) throws IOException {
    process.signal(signal);
  }

  @Override
  public void kill() {
    process.kill();
  }
}
