package io.weightless.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where messages come and leave, each by itself: they may be lost, come twice, or in another
/// order.
///
/// ```java
/// Network network = Reactor.current().service(Network.class);
/// try (Datagrams echo = network.datagrams(Address.parse("udp://0.0.0.0:7"))) {
///   while (true) {
///     Datagram next = echo.receive();
///     echo.send(next.bytes(), next.from());
///   }
/// }
/// ```
///
/// At most one task receives at a time, and any number may send: first come, first served.
///
/// - **Runs on**: the reactor that opened it.
/// - **Limit**: a datagram that comes is cut off at 65,536 bytes, and [says so][Datagram#isCut]; of
///   UDP none is that long. What comes while the system's [receive
///   buffer][TcpOptions#receiveBuffer] is full is lost, and nobody is told.
/// - **Failing**: [ClosedException] when this side closed it; a [NetworkException] is the world's
///   doing. One that is connected may be told with any later call of what became of something sent
///   before, as that [nobody is there][NetworkException.Reason#REFUSED]; a datagram that is given
///   to that call is not sent.
///
/// UDP is RFC 768. Evergreen's `UDPEndpoint`, pyuv's `UDP`, Twisted's `DatagramProtocol`.
public interface Datagrams extends AutoCloseable {
  /// The next one that came.
  ///
  /// - **Waits**: until there is one; always a cancellation point.
  /// - **Cancelled**: nothing is lost by it.
  ///
  /// @throws BusyException when another task waits here
  Datagram receive() throws IOException;

  /// Sends all that remains in `bytes` as one datagram, which has left when this returns, or waits
  /// in the system. None remain is fine: that is an empty datagram.
  ///
  /// - **Waits**: until the system has room, behind those who wait already; always a cancellation
  ///   point.
  /// - **Cancelled**: it was not sent.
  ///
  /// @param to by numbers, as each [Datagram#from] is: nothing is looked up
  /// @throws NetworkException naming it: also when it is [longer][NetworkException.Reason#TOO_LONG]
  ///   than the network takes
  /// @throws IllegalArgumentException when `to` is a name, or of another scheme
  /// @throws IllegalStateException when this is connected, and not to that one
  void send(ByteBuffer bytes, Address to) throws IOException;

  /// Sends to the one that this is connected to.
  ///
  /// @throws UnsupportedOperationException when none remain, on the backend `nio`
  /// @throws IllegalStateException when it is to nobody
  void send(ByteBuffer bytes) throws IOException;

  /// Sends it if the system has room and nobody waits for that, and waits never.
  ///
  /// @return whether it was sent; else `bytes` are as they were
  boolean trySend(ByteBuffer bytes, Address to) throws IOException;

  /// From now on, what is sent to `group` comes here, too: "multicast", RFC 1112 and RFC 4291. Many
  /// may have the same port when their local address is a group's.
  ///
  /// @param on which of this machine's networks; null for the one that the system picks
  /// @throws NetworkException when this is in it already, or the network can't do that
  void join(InetAddress group, @Nullable NetworkInterface on) throws IOException;

  /// Ends what [#join] began.
  ///
  /// @throws NetworkException when this is not in it
  void leave(InetAddress group, @Nullable NetworkInterface on) throws IOException;

  /// Where it is, with the port that the system has picked.
  Address local();

  /// Null when it is not connected.
  @Nullable Address remote();

  /// Who waits here fails. Idempotent.
  @Override
  void close();
}
