package io.weightless.net.process.internal;

import io.weightless.engine.internal.Carrier;
import io.weightless.net.internal.pipe.BlockingInput;
import io.weightless.net.internal.pipe.BlockingOutput;
import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Redirect;
import io.weightless.net.signal.Signal;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A process of the JDK's. The JDK itself buries it at once, so a group is who descends from it as
/// long as it lives, and who was found to by then.
final class PortableChild implements Child {
  private final java.lang.Process process;

  /// To end it by; the process itself would close its streams, too.
  private final ProcessHandle handle;

  private final Ends ends;
  private final Set<ProcessHandle> descendants = new LinkedHashSet<>();

  PortableChild(Command command, java.lang.Process process) {
    this.process = process;
    handle = process.toHandle();
    ends =
        new Ends(
            isPipe(command.input()) ? new BlockingOutput(process.getOutputStream()) : null,
            isPipe(command.output()) ? new BlockingInput(process.getInputStream()) : null,
            isPipe(command.errors()) ? new BlockingInput(process.getErrorStream()) : null);
  }

  private static boolean isPipe(Redirect redirect) {
    return redirect.equals(Redirect.PIPE);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Ends ends() {
    return ends;
  }

  @Override
  public void whenEnded(Runnable notice) {
    Carrier carrier = Carrier.current(); // the posts of a reactor have a limit
    var _ = process.onExit().thenRun(() -> carrier.post(notice));
  }

  @Override
  public @Nullable Exit exit() {
    return process.isAlive() ? null : Exit.of(process.exitValue());
  }

  @Override
  public void signal(Signal signal) throws IOException {
    boolean isAsked =
        switch (signal) {
          case TERM -> handle.destroy();
          case KILL -> handle.destroyForcibly();
          default ->
              throw new UnsupportedOperationException(
                  "the backend 'nio' knows only the signals TERM and KILL, not " + signal);
        };
    if (!isAsked && handle.isAlive()) {
      throw Refusal.ofSignal(signal, pid(), new IOException("refused by the system"));
    }
  }

  @Override
  public boolean signalGroup(Signal signal) {
    handle.descendants().forEach(descendants::add);
    boolean isAsked;
    if (signal == Signal.KILL) {
      isAsked = handle.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    } else {
      isAsked = handle.destroy();
      descendants.forEach(ProcessHandle::destroy);
    }
    return isAsked || !handle.isAlive();
  }

  @Override
  public void bury() {}

  @Override
  public void abandon() {
    boolean _ = signalGroup(Signal.KILL);
  }
}
