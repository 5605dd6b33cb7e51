package io.weightless.net;

import java.io.IOException;

/// The network of a reactor: `Reactor.current().service(Network.class)`.
public interface Network {
  /// Listens on `address`, from now on; for a name that is its first address.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IOException naming the address: it is taken, not of this machine, not permitted
  Listener listen(Address address) throws IOException;

  /// Connects to `address`; a name's addresses are tried one after the other.
  ///
  /// - **Waits**: until connected; always a cancellation point.
  /// - **Cancelled**: there is no connection.
  ///
  /// @throws IOException naming the address: it is unknown, refuses, or can't be reached
  Stream connect(Address address) throws IOException;
}
