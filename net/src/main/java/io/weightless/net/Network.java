package io.weightless.net;

import java.io.IOException;

/// The network of a reactor: `Reactor.current().service(Network.class)`.
public interface Network {
  /// Listens on `address`, from now on; for a name that is its first address. On `[::]` come IPv4
  /// clients, too, and are known by their IPv4 addresses, unless [ipv6Only][TcpOptions#ipv6Only] is
  /// set; on `0.0.0.0` only they.
  ///
  /// With `tls://` its streams are [TlsStream][io.weightless.net.tls.TlsStream]s; the files that
  /// its options name are read before anything is opened.
  ///
  /// On a [Unix socket][Scheme#UNIX] only one can listen, so neither of the next two methods takes
  /// its address. Whoever listens there already gets a connection that ends at once.
  ///
  /// An [inherited socket][Scheme] is taken over, by each of these three methods, once in a
  /// process. Whoever has it, too, goes on listening when it is closed here.
  ///
  /// - **Waits**: never for a literal address. For a name until it is looked up, which is a
  ///   cancellation point; called from outside a task that holds the loop. Where a Unix socket is
  ///   in use, for one turn of the loop, which is one, too: what was just closed is gone then.
  ///
  /// @throws NetworkException naming the address: it is taken, not of this machine, not permitted,
  ///   or nothing was inherited that it may mean
  /// @throws UnsupportedOperationException when this system can't do what an option asks for
  Listener listen(Address address) throws IOException;

  /// Listens on `address`, from now on, and lets others [listen beside it][#listenBeside]: reactors
  /// that share nothing else. Linux spreads the connections evenly over all that listen; other
  /// systems may give them all to one.
  ///
  /// Somebody else who listens there is found, also one who shares it; except for one that begins
  /// in the same instant as this: then both go on, if they belong to one user.
  ///
  /// - **Waits**: as [#listen].
  ///
  /// @throws NetworkException naming the address, as [#listen]
  /// @throws UnsupportedOperationException when this system lets only one listen on a port
  Listener listenShared(Address address) throws IOException;

  /// Listens on `address` too, beside whoever shares it; or alone, when they are gone.
  ///
  /// - **Waits**: as [#listen].
  ///
  /// @throws NetworkException naming the address: one listens there that does not share it, or is
  ///   another user's
  /// @throws UnsupportedOperationException when this system lets only one listen on a port
  Listener listenBeside(Address address) throws IOException;

  /// Connects to `address`; a name's addresses are tried in turn, each a quarter of a second after
  /// the one before, or when that has failed: "Happy Eyeballs", RFC 8305.
  ///
  /// - **Waits**: until connected; always a cancellation point.
  /// - **Cancelled**: there is no connection.
  ///
  /// With `tls://` the peer has shown who it is when this returns; options name whom to trust.
  ///
  /// @throws NetworkException naming the address: it is unknown, refuses, or can't be reached
  /// @throws io.weightless.net.tls.TlsException when it has not shown that it is who was meant
  Stream connect(Address address) throws IOException;

  /// Sends and receives datagrams at `local`, of `udp://` or `unix:`; see [UdpOptions], and for the
  /// file of a Unix socket [Scheme#UNIX]. Datagrams of Unix sockets need the backend `uring` or
  /// `epoll`, and are not in a simulation.
  ///
  /// - **Waits**: as [#listen].
  ///
  /// @throws NetworkException naming the address, as [#listen]
  default Datagrams datagrams(Address local) throws IOException {
    throw new UnsupportedOperationException("there are no datagrams here: " + local);
  }

  /// Sends datagrams to `remote`, of `udp://` or `unix:`, and receives what comes from there only;
  /// of a name's addresses, the first that there is a way to. A Unix socket gets a name of its own,
  /// which nobody else has, so that it can be answered.
  ///
  /// - **Waits**: for a name until it is looked up; always a cancellation point.
  ///
  /// @throws NetworkException naming the address: it is unknown, or there is no way to it
  default Datagrams datagramsTo(Address remote) throws IOException {
    throw new UnsupportedOperationException("there are no datagrams here: " + remote);
  }
}
