package io.weightless.net.internal.linux;

import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.LinuxChild.Identity;
import io.weightless.net.internal.process.GroupProcess;
import io.weightless.net.internal.process.PortableProcesses;
import io.weightless.net.internal.process.Refusal;
import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.lang.foreign.Linker;
import org.jspecify.annotations.Nullable;

/// Processes by posix_spawn(3) and pidfd_open(2): without a thread, without SIGCHLD, and without an
/// eye on the children of others. Where the C library is older than 2.34, or another one, those of
/// the JDK.
///
/// What it calls is looked up when the first process is started.
public final class LinuxProcesses implements Processes {
  private static final String NEWEST = "posix_spawn_file_actions_addclosefrom_np";

  private final Reactor reactor;
  private final Shared shared;
  private final Libc libc;
  private final Descriptors descriptors;
  private @Nullable Processes made;

  public LinuxProcesses(Reactor reactor, Shared shared, Libc libc, Descriptors descriptors) {
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
        Identity identity = calls.identify(spawn.start(command));
        LinuxChild child = new LinuxChild(calls, pipes, descriptors, identity, plumbing.keepEnds());
        return new GroupProcess(reactor, shared, command, child);
      } catch (Errno e) {
        throw Refusal.of(command, e);
      }
    }
  }
}
