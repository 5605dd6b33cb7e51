package io.weightless.net.process.internal;

import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Descriptors;
import io.weightless.net.internal.linux.Environment;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.PipeCalls;
import io.weightless.net.internal.linux.ProcessCalls;
import io.weightless.net.internal.linux.ProcessCalls.Identity;
import io.weightless.net.internal.linux.Spawn;
import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Processes by posix_spawn(3) and pidfd_open(2): without a thread, without SIGCHLD, and without an
/// eye on the children of others. Where the C library is older than 2.34, or another one, those of
/// the JDK.
///
/// What it calls is looked up when the first process is started.
final class LinuxProcesses implements Processes {
  private static final String NEWEST = "posix_spawn_file_actions_addclosefrom_np";

  private final Reactor reactor;
  private final Shared shared;
  private final Libc libc;
  private final Descriptors descriptors;
  private @Nullable Processes made;

  LinuxProcesses(Reactor reactor, Shared shared, Libc libc, Descriptors descriptors) {
    this.reactor = reactor;
    this.shared = shared;
    this.libc = libc;
    this.descriptors = descriptors;
  }

  @Override
  public Process start(Command command) throws IOException {
    reactor.checkOwner();
    Processes present = made == null ? make() : made;
    made = present;
    return present.start(command);
  }

  private Processes make() {
    boolean isKnown = Linker.nativeLinker().defaultLookup().find(NEWEST).isPresent();
    return isKnown
        ? new Spawning(new PipeCalls(libc), new ProcessCalls(libc))
        : new PortableProcesses(reactor, shared);
  }

  private static int spawn(Spawn spawn, Command command) throws IOException {
    Spelling spelling = Spelling.OF_SYSTEM;
    Variables variables = new Variables(Environment.variables(), spelling);
    List<byte[]> words = command.words().stream().map(spelling::bytes).toList();
    Path directory = command.directory();
    return spawn.start(
        words,
        variables.of(command),
        directory == null ? null : spelling.bytes(directory.toString()));
  }

  private final class Spawning implements Processes {
    private final PipeCalls pipes;
    private final ProcessCalls calls;

    Spawning(PipeCalls pipes, ProcessCalls calls) {
      this.pipes = pipes;
      this.calls = calls;
    }

    @Override
    public Process start(Command command) throws IOException {
      Refusal.check(command);
      try (Spawn spawn = new Spawn(libc);
          Plumbing plumbing = new Plumbing(libc, pipes, spawn)) {
        plumbing.lay(command);
        Identity identity = calls.identify(spawn(spawn, command));
        LinuxChild child =
            new LinuxChild(reactor, calls, pipes, descriptors, identity, plumbing.keepEnds());
        return new GroupProcess(reactor, shared, command, child);
      } catch (Errno e) {
        throw Refusal.of(command, e);
      }
    }
  }
}
