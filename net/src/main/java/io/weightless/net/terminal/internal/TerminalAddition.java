package io.weightless.net.terminal.internal;

import io.weightless.net.internal.Addition;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.terminal.StandardStreams;
import io.weightless.reactor.Reactor;
import org.jspecify.annotations.Nullable;

/// Has every backend's reactor know the standard streams of the process.
public final class TerminalAddition implements Addition {
  /// For the loader of services.
  public TerminalAddition() {}

  @Override
  public void attachTo(Reactor reactor, Shared shared, @Nullable Libc libc) {
    reactor.attach(StandardStreams.class, new ProcessStreams(reactor, shared));
  }
}
