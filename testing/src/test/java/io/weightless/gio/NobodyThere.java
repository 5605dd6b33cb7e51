package io.weightless.gio;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.scope.Task;
import java.time.Duration;

/// A network in which a connection is never made.
final class NobodyThere implements Network {
  @Override
  public Listener listen(Address address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listener listenShared(Address address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listener listenBeside(Address address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Stream connect(Address address) {
    while (true) {
      Task.sleep(Duration.ofDays(1));
    }
  }
}
