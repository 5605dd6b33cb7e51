package io.weightless.net.internal.linux;

import io.weightless.net.internal.ready.Handle;

/// Lets a backend tell when descriptors are ready: `reactor.service(Descriptors.class)`, with the
/// backends that know such.
public interface Descriptors {
  /// It is the handle's from now on, which closes it. It must not block, and not be a file.
  Handle handle(int descriptor);
}
