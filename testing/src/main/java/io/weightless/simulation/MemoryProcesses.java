package io.weightless.simulation;

import io.weightless.net.Stream;
import io.weightless.net.internal.Shared;
import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.ProcessException.Reason;
import io.weightless.net.process.Processes;
import io.weightless.net.process.internal.GroupProcess;
import io.weightless.net.process.internal.Refusal;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.ReactorExecutor;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Processes without a system, for the tasks of one reactor: a program is a function with streams,
/// and goes by a name. Each host of a [Simulation] has its own.
///
/// ```java
/// MemoryProcesses.of(Reactor.current()).program("cat", call -> {
///   call.stream().transferTo(call.stream());
///   return 0;
/// });
/// ```
///
/// It keeps the contract of [Processes]. A process runs as a task; a signal that ends real programs
/// cancels it, and others do nothing. There are no files for it to read or write, what is inherited
/// leads nowhere, and of variables it has those that its command names.
///
/// - **Limit**: a pipe has room for 64 KiB.
/// - **Runs on**: the reactor that it is attached to.
public final class MemoryProcesses implements Processes {
  private static final int FIRST_PID = 1_000;

  private final Reactor reactor;
  private final Shared shared = new Shared();
  private final Map<String, Program> programs = new HashMap<>();
  private @Nullable ReactorExecutor executor;
  private int started;

  /// What a process does.
  @FunctionalInterface
  public interface Program {
    /// @return its exit status; an exception that it throws it tells its errors, and ends with 1;
    ///   an `Error`, such as an assertion, is also the reactor's
    int run(Call call) throws Exception;
  }

  /// What a process finds around it.
  ///
  /// @param words its name and arguments
  /// @param stream reads its standard input, and writes its standard output
  /// @param errors writes its standard error
  public record Call(
      List<String> words, Map<String, String> environment, Stream stream, Stream errors) {}

  private MemoryProcesses(Reactor reactor) {
    this.reactor = reactor;
  }

  /// Makes new ones the processes of `reactor`; there is no program yet.
  public static MemoryProcesses attachTo(Reactor reactor) {
    MemoryProcesses memory = new MemoryProcesses(reactor);
    reactor.attach(Processes.class, memory, memory.shared::closeAll);
    return memory;
  }

  /// Those of a reactor that has such.
  public static MemoryProcesses of(Reactor reactor) {
    return (MemoryProcesses) reactor.service(Processes.class);
  }

  /// From now on, `name` starts `program`.
  public MemoryProcesses program(String name, Program program) {
    programs.put(name, program);
    return this;
  }

  @Override
  public Process start(Command command) throws IOException {
    reactor.checkOwner();
    Program program = programs.get(command.program());
    if (program == null) {
      throw Refusal.refusal(command, Reason.NO_SUCH_PROGRAM, "there is no such program", null);
    }
    executor = executor == null ? reactor.executor() : executor;
    started++;
    MemoryChild child = new MemoryChild(reactor, shared, command, FIRST_PID + started);
    Process process = new GroupProcess(reactor, shared, command, child);
    child.start(program, executor);
    return process;
  }

  /// What is open, for reports.
  public int open() {
    return shared.resources.count();
  }
}
