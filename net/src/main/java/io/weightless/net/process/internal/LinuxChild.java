package io.weightless.net.process.internal;

import io.weightless.net.internal.Failures;
import io.weightless.net.internal.linux.DescriptorEnd;
import io.weightless.net.internal.linux.Descriptors;
import io.weightless.net.internal.linux.Errno;
import io.weightless.net.internal.linux.PipeCalls;
import io.weightless.net.internal.linux.ProcessCalls;
import io.weightless.net.internal.linux.ProcessCalls.Ending;
import io.weightless.net.internal.linux.ProcessCalls.Identity;
import io.weightless.net.internal.ready.Handle;
import io.weightless.net.process.Exit;
import io.weightless.net.signal.Signal;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A process by its descriptor, which becomes readable when it has ended.
///
/// It is not buried before its group was killed, so the group's number can't be another one's.
final class LinuxChild implements Child, Handle.Owner {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Reactor reactor;
  private final ProcessCalls calls;
  private final Descriptors descriptors;
  private final int pid;
  private final int descriptor;
  private final Handle handle;
  private final Ends ends;
  private @Nullable Runnable notice;
  private @Nullable Timer nextLook;
  private @Nullable Exit exit;

  /// @param ours the descriptors of our ends, or [Plumbing#NO_END]
  LinuxChild(
      Reactor reactor,
      ProcessCalls calls,
      PipeCalls pipes,
      Descriptors descriptors,
      Identity identity,
      int... ours) {
    this.reactor = reactor;
    this.calls = calls;
    this.descriptors = descriptors;
    pid = identity.pid();
    descriptor = identity.descriptor();
    handle = descriptors.handle(descriptor);
    handle.belongTo(this);
    ends = new Ends(end(pipes, ours[0]), end(pipes, ours[1]), end(pipes, ours[2]));
  }

  private @Nullable DescriptorEnd end(PipeCalls pipes, int ours) {
    return ours == Plumbing.NO_END ? null : new DescriptorEnd(pipes, descriptors, ours);
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
  public void whenEnded(Runnable notice) throws IOException {
    this.notice = notice;
    handle.want(Handle.INPUT);
  }

  @Override
  public void ready(int what) {
    if (exit == null) {
      Ending ending = calls.look(descriptor);
      if (ending == null) {
        lookAgain();
      } else {
        exit = ending.isBySignal() ? Exit.bySignal(ending.number()) : Exit.of(ending.number());
        Objects.requireNonNull(notice).run();
      }
    }
  }

  /// Whoever traces it hears of its end first, and the descriptor does not tell when he has let go.
  private void lookAgain() {
    stopLooking();
    nextLook = reactor.after(BETWEEN_LOOKS, () -> ready(Handle.INPUT));
  }

  private void stopLooking() {
    if (nextLook != null) {
      nextLook.cancel();
    }
  }

  @Override
  public @Nullable Exit exit() {
    return exit;
  }

  @Override
  public void signal(Signal signal) throws IOException {
    int result = calls.signal(descriptor, signal.number());
    if (result < 0 && result != -Errno.ESRCH) {
      throw Refusal.ofSignal(signal, pid, new Errno(-result));
    }
  }

  @Override
  public boolean signalGroup(Signal signal) {
    int group = calls.signalGroup(pid, signal.number());
    boolean isForItself = group < 0 || signal == Signal.KILL;
    return !isForItself || calls.signal(descriptor, signal.number()) != -Errno.EPERM;
  }

  @Override
  public void bury() {
    stopLooking();
    calls.bury(descriptor);
    Failures.closeQuietly(handle);
  }

  @Override
  public void abandon() {
    boolean _ = signalGroup(Signal.KILL);
    ProcessCalls.awaitEnd(descriptor);
    bury();
  }
}
