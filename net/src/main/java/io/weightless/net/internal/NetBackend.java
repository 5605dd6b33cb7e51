package io.weightless.net.internal;

import io.weightless.reactor.Backend;

/// A backend that network and files stand on.
public interface NetBackend extends Backend {
  Shared shared();
}
