package io.weightless.net.process.internal;

import io.weightless.net.internal.Addition;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Descriptors;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.process.Processes;
import io.weightless.reactor.Reactor;
import org.jspecify.annotations.Nullable;

/// Has every backend's reactor know processes.
public final class ProcessAddition implements Addition {
  /// For the loader of services.
  public ProcessAddition() {}

  @Override
  public void attachTo(Reactor reactor, Shared shared, @Nullable Libc libc) {
    reactor.attach(
        Processes.class,
        libc == null
            ? new PortableProcesses(reactor, shared)
            : new LinuxProcesses(reactor, shared, libc, reactor.service(Descriptors.class)));
  }
}
