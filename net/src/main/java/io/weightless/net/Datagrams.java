package io.weightless.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where messages come and leave, each by itself: they may be lost, come twice, or in another
// order.
/// Of one reactor; at most one task receives at a time, and any number may send.
///
/// - **Failing**: [ClosedException] when this side closed it; a [NetworkException] is the world's
///   doing. What a connected one sent before may have failed meanwhile, as where nobody listens:
///   any later call may tell.
///
/// UDP is RFC 768. Evergreen's `UDPEndpoint`, pyuv's `UDP`.
public interface Datagrams extends AutoCloseable {
  /// The next one that came.
  ///
  /// - **Waits**: until there is one; always a cancellation point.
  ///
  /// @throws BusyException when another task waits here
  Datagram receive() throws IOException;

  /// Sends all that remains in `bytes` as one datagram, which has left when this returns, or waits
  // in
  /// the system.
  ///
  /// - **Waits**: until the system has room; always a cancellation point.
  /// - **Cancelled**: it was not sent.
  ///
  /// @param to by numbers, as each [Datagram#from] is: nothing is looked up
  /// @throws NetworkException naming it: also when it is longer than the network takes
  void send(ByteBuffer bytes, Address to) throws IOException;

  /// Sends to the one that this is connected to.
  ///
  /// @throws IllegalStateException when it is to nobody
  void send(ByteBuffer bytes) throws IOException;

  /// Sends it if the system has room, and waits never.
  ///
  /// @return whether it was sent
  boolean trySend(ByteBuffer bytes, Address to) throws IOException;

  /// From now on, what is sent to `group` comes here, too: "multicast", RFC 1112 and RFC 4291.
  ///
  /// @param on which of this machine's networks; null for the one that the system picks
  void join(InetAddress group, @Nullable NetworkInterface on) throws IOException;

  /// Ends what [#join] began.
  void leave(InetAddress group, @Nullable NetworkInterface on) throws IOException;

  Address local();

  /// Null when it is not connected.
  @Nullable Address remote();

  /// Who waits here fails. Idempotent.
  @Override
  void close();
}
