package io.weightless.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.internal.Shared;
import io.weightless.net.internal.pipe.MemoryPipe;
import io.weightless.net.internal.pipe.PipeEnd;
import io.weightless.net.internal.pipe.PipeStream;
import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.ProcessException.Reason;
import io.weightless.net.process.Redirect;
import io.weightless.net.process.internal.Child;
import io.weightless.net.process.internal.Refusal;
import io.weightless.net.signal.Signal;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.ReactorExecutor;
import io.weightless.reactor.ReactorFuture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A process that is a task.
final class MemoryChild implements Child {
  private final Reactor reactor;
  private final Command command;
  private final int pid;
  private final Ends ends;

  /// Its own ends of the three.
  private final PipeStream stream;

  private final PipeStream errors;
  private @Nullable ReactorFuture<@Nullable Void> life;
  private boolean hasBegun;
  private @Nullable Runnable notice;
  private @Nullable Signal endedBy;
  private @Nullable Exit exit;

  MemoryChild(Reactor reactor, Shared shared, Command command, int pid) throws IOException {
    this.reactor = reactor;
    this.command = command;
    this.pid = pid;
    MemoryPipe in = pipe(command.input());
    MemoryPipe out = pipe(command.output());
    boolean isMerged = command.errors().equals(Redirect.MERGE);
    MemoryPipe err = isMerged ? null : pipe(command.errors());
    ends =
        new Ends(
            in == null ? null : in.target(),
            out == null ? null : out.source(),
            err == null ? null : err.source());
    String name = "parent-of-" + pid;
    stream = new PipeStream(reactor, shared, name, source(in), target(out));
    errors = isMerged ? stream : new PipeStream(reactor, shared, name, null, target(err));
  }

  private @Nullable MemoryPipe pipe(Redirect redirect) throws IOException {
    return switch (redirect.kind()) {
      case PIPE -> new MemoryPipe();
      case NONE, INHERIT -> null;
      default -> throw Refusal.refusal(command, Reason.OTHER, "it has no files here", null);
    };
  }

  private static PipeEnd.Reading source(@Nullable MemoryPipe pipe) {
    return pipe == null ? new Nowhere() : pipe.source();
  }

  private static PipeEnd.Writing target(@Nullable MemoryPipe pipe) {
    return pipe == null ? new Nowhere() : pipe.target();
  }

  void start(MemoryProcesses.Program program, ReactorExecutor executor) {
    MemoryProcesses.Call call =
        new MemoryProcesses.Call(command.words(), command.environment(Map.of()), stream, errors);
    life = executor.submit(() -> live(program, call));
    var _ = life.whenComplete((_, _) -> endUnborn());
  }

  /// It was killed before it began.
  private void endUnborn() {
    if (!hasBegun) {
      finish(1);
    }
  }

  /// One that was killed has ended when its task has, not when that was told to.
  private @Nullable Void live(MemoryProcesses.Program program, MemoryProcesses.Call call)
      throws IOException {
    hasBegun = true;
    int status = 1;
    try {
      status = run(program, call);
    } catch (Cancelled e) {
      throw e;
    } catch (Error e) {
      reactor.post(() -> {
        throw e;
      });
    } finally {
      finish(status);
    }
    return null;
  }

  private int run(MemoryProcesses.Program program, MemoryProcesses.Call call) throws IOException {
    try {
      return program.run(call);
    } catch (Exception e) {
      errors.write(ByteBuffer.wrap((command.program() + ": " + e + "\n").getBytes(UTF_8)));
      return 1;
    }
  }

  private void finish(int status) {
    Signal signal = endedBy;
    exit = signal == null ? Exit.of(status) : Exit.bySignal(signal.number());
    stream.close();
    errors.close();
    reactor.after(Duration.ZERO, Objects.requireNonNull(notice));
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public Ends ends() {
    return ends;
  }

  @Override
  public void whenEnded(Runnable notice) {
    this.notice = notice;
  }

  @Override
  public @Nullable Exit exit() {
    return exit;
  }

  @Override
  public void signal(Signal signal) {
    boolean _ = signalGroup(signal);
  }

  @Override
  public boolean signalGroup(Signal signal) {
    switch (signal) {
      case CHLD, CONT, STOP, TSTP, TTIN, TTOU, URG, WINCH -> {}
      default -> end(signal);
    }
    return true;
  }

  private void end(Signal signal) {
    if (exit == null && endedBy == null) {
      endedBy = signal;
      Objects.requireNonNull(life).cancel(true);
    }
  }

  @Override
  public void bury() {}

  @Override
  public void abandon() {}

  /// Where there is nothing to read, and what is written is gone.
  private static final class Nowhere implements PipeEnd.Reading, PipeEnd.Writing {
    @Override
    public int read(ByteBuffer target) {
      return -1;
    }

    @Override
    public int write(ByteBuffer source) {
      int length = source.remaining();
      source.position(source.limit());
      return length;
    }

    @Override
    public void belongTo(Owner owner) {}

    @Override
    public void want(int what) {}

    @Override
    public void wantNoMore(int what) {}

    @Override
    public void close() {}
  }
}
