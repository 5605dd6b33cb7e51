package io.weightless.net.signal.internal;

import io.weightless.net.internal.Addition;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.signal.Signals;
import io.weightless.reactor.Reactor;
import org.jspecify.annotations.Nullable;

/// Has every backend's reactor know the signals of the JVM.
public final class SignalAddition implements Addition {
  /// For the loader of services.
  public SignalAddition() {}

  @Override
  public void attachTo(Reactor reactor, Shared shared, @Nullable Libc libc) {
    reactor.attach(Signals.class, new SystemSignals(reactor, shared));
  }
}
