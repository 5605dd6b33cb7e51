package io.weightless.net.process.internal;

import io.weightless.engine.internal.Suspension;
import io.weightless.engine.internal.WaitQueue;
import io.weightless.net.Stream;
import io.weightless.net.internal.Resource;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.pipe.PipeStream;
import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Process;
import io.weightless.net.signal.Signal;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A process with its streams, from its start to its close.
public final class GroupProcess implements Process, Suspension.Foreign {
  private enum State {
    /// Becomes ENDED, or CLOSING.
    RUNNING,
    /// It has ended by itself. Becomes CLOSING.
    ENDED,
    /// Its end is awaited, or is there. Becomes OUT_OF_REACH, or CLOSED.
    CLOSING,
    /// It can't be killed. Becomes LEFT, or CLOSED when it has ended meanwhile.
    OUT_OF_REACH,
    /// It goes on, and is buried when it ends. Becomes CLOSED.
    LEFT,
    CLOSED
  }

  private static final System.Logger LOG = System.getLogger("io.weightless.net");

  private final Reactor reactor;
  private final Command command;
  private final Child child;
  private final String name;
  private final PipeStream stream;
  private final PipeStream errors;
  private final Remains remains;
  private final WaitQueue<@Nullable Void> waiters = new WaitQueue<>(this);
  private State state = State.RUNNING;
  private @Nullable Exit exit;

  public GroupProcess(Reactor reactor, Shared shared, Command command, Child child)
      throws IOException {
    this.reactor = reactor;
    this.command = command;
    this.child = child;
    name = name(command.program()) + "-" + child.pid();
    remains = new Remains(shared);
    Child.Ends ends = child.ends();
    stream = new PipeStream(reactor, shared, name, ends.output(), ends.input());
    errors = new PipeStream(reactor, shared, name + ".errors", ends.errors(), null);
    try {
      child.whenEnded(this::ended);
    } catch (Throwable e) {
      giveUp();
      throw e;
    }
  }

  /// Nobody will have it.
  private void giveUp() {
    stream.close();
    errors.close();
    forget();
    child.abandon();
  }

  /// What an address may have in it.
  private static String name(String program) {
    Path last = Path.of(program).getFileName();
    return (last == null ? program : last.toString()).replaceAll("[\\s:/?]+", "_");
  }

  private void ended() {
    exit = child.exit();
    if (state == State.RUNNING) {
      state = State.ENDED;
    } else if (state == State.LEFT) {
      Timer _ = reactor.after(Duration.ZERO, this::buryLeft); // whoever told may not be closed yet
    }
    waiters.wakeAll();
  }

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public Stream stream() {
    return stream;
  }

  @Override
  public Stream errors() {
    return errors;
  }

  @Override
  public Exit await() {
    reactor.checkOwner();
    Suspension.checkpoint();
    while (exit == null) {
      if (state != State.RUNNING && state != State.CLOSING) {
        throw new IllegalStateException(this + " was closed, and has not ended");
      }
      waiters.add(null).await();
    }
    return exit;
  }

  @Override
  public @Nullable Exit exit() {
    return exit;
  }

  @Override
  public void signal(Signal signal) throws IOException {
    reactor.checkOwner();
    if (exit == null) {
      child.signal(signal);
    }
  }

  @Override
  public void kill() {
    reactor.checkOwner();
    if (state != State.CLOSED) {
      boolean _ = child.signalGroup(Signal.KILL);
    }
  }

  /// What is left of the group is hit before the process is buried: until then nobody else can have
  /// the number by which the group goes. Until it has ended it may write, or its last words would
  /// end it by `PIPE`.
  @Override
  public void close() {
    reactor.checkOwner();
    if (state != State.RUNNING && state != State.ENDED) {
      awaitClose();
      return;
    }
    state = State.CLOSING;
    if (exit == null) {
      boolean _ = child.signalGroup(Signal.TERM);
    }
    stream.closeInput();
    awaitEnd();
    boolean _ = child.signalGroup(Signal.KILL);
    stream.close();
    errors.close();
    if (exit == null) {
      state = State.LEFT;
    } else {
      bury();
    }
    waiters.wakeAll();
  }

  private void buryLeft() {
    if (state == State.LEFT) {
      bury();
    }
  }

  private void bury() {
    child.bury();
    forget();
  }

  private void forget() {
    state = State.CLOSED;
    remains.remove();
  }

  /// For as long as it takes once it was killed: the time of the system, which is none of the
  /// reactor's when that is virtual, could not be limited by a timer.
  private void awaitEnd() {
    if (exit == null) {
      Timer limit = reactor.after(command.grace(), this::insist);
      try {
        awaitExit();
      } finally {
        limit.cancel();
      }
    }
  }

  private void insist() {
    if (!child.signalGroup(Signal.KILL) && exit == null) {
      state = State.OUT_OF_REACH;
      LOG.log(System.Logger.Level.WARNING, this + " is another user's: it can't be killed");
      waiters.wakeAll();
    }
  }

  /// Cancelled or not.
  private void awaitExit() {
    while (exit == null && state == State.CLOSING) {
      waiters.add(null).awaitShielded();
    }
  }

  /// By another task, cancelled or not.
  private void awaitClose() {
    while (state == State.CLOSING || state == State.OUT_OF_REACH) {
      waiters.add(null).awaitShielded();
    }
  }

  @Override
  public String toString() {
    return "the process " + name + " (" + command.program() + ")"; // arguments may be secret
  }

  /// For the end of the reactor.
  private final class Remains extends Resource {
    private final Shared shared;

    Remains(Shared shared) {
      this.shared = shared;
      shared.resources.add(this);
    }

    @Override
    protected String describe() {
      return GroupProcess.this.toString();
    }

    void remove() {
      shared.resources.remove(this);
    }

    @Override
    public void close() {
      if (state != State.CLOSED) {
        forget();
        child.abandon();
      }
    }
  }
}
