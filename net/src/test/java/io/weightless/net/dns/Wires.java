package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// A network on which servers answer as a test wants, at once and in memory; and no server is where
/// the test has put none.
final class Wires implements Network {
  /// Gets each datagram with the way back, which it may use often, late or never.
  interface Server {
    void asked(ByteBuffer query, Consumer<ByteBuffer> back);
  }

  final Map<String, Server> servers = new HashMap<>();

  /// Where streams to a server lead.
  final Map<String, Address> listeners = new HashMap<>();

  /// What came to the servers: `10.0.0.1: www.example.org A`.
  final List<String> asked = new ArrayList<>();

  /// Families to which there is no way.
  final List<String> unreachable = new ArrayList<>();

  int open;
  private final Network streams;

  Wires(Network streams) {
    this.streams = streams;
  }

  /// One that answers each question once.
  void put(String host, Function<Reply, Reply> answering) {
    servers.put(host, (query, back) -> back.accept(answering.apply(Reply.to(query)).bytes()));
  }

  @Override
  public Datagrams datagramsTo(Address remote) throws IOException {
    for (String part : unreachable) {
      if (remote.host().contains(part)) {
        throw broken(remote, Reason.UNREACHABLE);
      }
    }
    open++;
    return new WireEnd(this, remote);
  }

  void send(ByteBuffer query, Address to, Consumer<ByteBuffer> back) throws IOException {
    asked.add(to.host() + ": " + Reply.to(query).question());
    Server server = servers.get(to.host());
    if (server == null) {
      throw broken(to, Reason.REFUSED);
    }
    server.asked(query, back);
  }

  private static NetworkException broken(Address where, Reason reason) {
    return new NetworkException("broken", reason, 0, where, new IOException("broken"));
  }

  @Override
  public Stream connect(Address address) throws IOException {
    asked.add(address.host() + " by stream");
    Address listener = listeners.get(address.host());
    if (listener == null) {
      throw broken(address, Reason.REFUSED);
    }
    return streams.connect(listener);
  }

  @Override
  public Listener listen(Address address) throws IOException {
    return streams.listen(address);
  }

  @Override
  public Listener listenShared(Address address) throws IOException {
    return streams.listenShared(address);
  }

  @Override
  public Listener listenBeside(Address address) throws IOException {
    return streams.listenBeside(address);
  }
}
