package io.weightless.testing;

import io.weightless.reactor.Backend;
import io.weightless.testing.kit.BackendKit;

/// The backend of tests on virtual time keeps the contract of backends.
final class VirtualBackendTest implements BackendKit {
  @Override
  public Backend openBackend() {
    return new VirtualBackend();
  }
}
