package io.weightless.http.admin;

import io.weightless.net.Address;
import io.weightless.shard.Cores;
import java.io.IOException;

/// An endpoint that shows what goes on in this process, over HTTP: see the package.
///
/// ```java
/// Watched watched = new Watched();
/// try (Admin admin = Admin.open(new Address("127.0.0.1", 9090), watched)) {
///   System.err.println("admin on http://" + admin.address());
///   ...
/// }
/// ```
///
/// - **Runs on**: a reactor and a thread of its own; all methods may be called from any thread.
/// - **Limit**: 64 connections, of which 16 may be feeds; a client that does not read costs one
///   event. A request of a reactor waits a second for its answer at most.
public final class Admin implements AutoCloseable {
  private final Endpoint endpoint;
  private final Address address;

  private Admin(Endpoint endpoint, Address address) {
    this.endpoint = endpoint;
    this.address = address;
  }

  /// Opens one for this machine only: on `127.0.0.1` or another loopback address, on `localhost`,
  /// or on a Unix socket.
  ///
  /// - **Waits**: until it listens; a task waits, and its reactor goes on.
  ///
  /// @param watched what it shows; reactors may come and go
  /// @throws IllegalArgumentException if others could connect to `address`
  /// @throws IOException if the address can't be listened on
  public static Admin open(Address address, Watched watched) throws IOException {
    Loopback.check(address);
    return open(new Endpoint(address, watched, false));
  }

  /// Opens one for whoever can connect to `address`. It asks nobody who he is, and shows all names,
  /// stacks and addresses: there had better be something in front of it that asks.
  ///
  /// - **Waits**: like [#open].
  ///
  /// @throws IOException if the address can't be listened on
  public static Admin openToOthers(Address address, Watched watched) throws IOException {
    return open(new Endpoint(address, watched, true));
  }

  private static Admin open(Endpoint endpoint) throws IOException {
    Cores.here().start("admin", endpoint::live, endpoint::ended);
    try {
      return new Admin(endpoint, endpoint.awaitListening());
    } catch (Throwable failure) {
      endpoint.tell(); // it may have begun after the caller was cancelled
      throw failure;
    }
  }

  /// Where it listens, with the port that was picked.
  public Address address() {
    return address;
  }

  /// Ends it, with the requests that it answers. Idempotent.
  ///
  /// - **Waits**: until its thread is done with it; not when the caller is cancelled.
  @Override
  public void close() {
    endpoint.tell();
    endpoint.awaitEnd();
  }

  @Override
  public String toString() {
    return "Admin[" + address + "]";
  }
}
