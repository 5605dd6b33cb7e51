package io.weightless.simulation;

import io.weightless.net.Address;
import io.weightless.net.Scheme;
import io.weightless.net.TcpOptions;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How datagrams get from host to host: each on its own, so that one may overtake another. They are
/// lost at a partition, and wherever nobody has room for them.
final class DatagramRoutes {
  private final Fabric fabric;

  DatagramRoutes(Fabric fabric) {
    this.fabric = fabric;
  }

  /// The group that `host` is, or null for any other.
  static @Nullable InetAddress group(String host) {
    try {
      InetAddress literal = InetAddress.ofLiteral(host);
      return literal.isMulticastAddress() ? literal : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// Sends what is nobody else's any more.
  void send(HostDatagrams sender, byte[] bytes, Address to) {
    InetAddress group = group(to.host());
    if (group == null) {
      sendToOne(sender, bytes, to);
    } else {
      sendToAll(sender, bytes, group, to.port());
    }
  }

  private void sendToOne(HostDatagrams sender, byte[] bytes, Address to) {
    boolean isOwn = HostNetwork.isSelf(to.host()) || to.host().equals(sender.host());
    String there = isOwn ? sender.host() : to.host();
    String name = HostNetwork.isSelf(to.host()) ? HostNetwork.LOOPBACK : to.host();
    Address from = sender.asSeenBy(name);
    pass(
        sender.host(),
        there,
        host -> {
          HostDatagrams receiver = host.datagramPorts().find(name, to.port(), from);
          if (receiver == null || host.isDown()) {
            refuse(sender, there, to);
          } else {
            arrive(receiver, bytes, from);
          }
        });
  }

  /// Nobody is there: a real host says so, too. Only who is connected hears it.
  private void refuse(HostDatagrams sender, String there, Address to) {
    if (sender.remote() != null) {
      fabric.send(
          there, sender.host(), fabric.delay(), () -> sender.refused(to), DatagramRoutes::lose);
    }
  }

  private void sendToAll(HostDatagrams sender, byte[] bytes, InetAddress group, int port) {
    for (HostNetwork each : fabric.hosts()) {
      boolean isOwn = each.host().equals(sender.host());
      if (isOwn ? sender.isHeardHere() : sender.isHeardElsewhere()) {
        Address from = sender.asSeenBy(each.host());
        pass(
            sender.host(),
            each.host(),
            host ->
                host.datagramPorts()
                    .members(group, port, from)
                    .forEach(member -> arrive(member, bytes, from)));
      }
    }
  }

  private void pass(String here, String there, Consumer<HostNetwork> landing) {
    World world = fabric.world();
    if (!world.strikes(Fault.DROPPED)) {
      int copies = world.strikes(Fault.DUPLICATED) ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        fabric.send(here, there, fabric.delay(), () -> land(there, landing), DatagramRoutes::lose);
      }
    }
  }

  /// A host that nobody knows is somewhere else, and never answers.
  private void land(String there, Consumer<HostNetwork> landing) {
    HostNetwork host = fabric.host(there);
    if (host != null) {
      landing.accept(host);
    }
  }

  private void arrive(HostDatagrams receiver, byte[] bytes, Address from) {
    fabric.world().arrived(receiver.host(), ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    receiver.arrive(bytes, from);
  }

  private static void lose() {}

  /// An address of datagrams.
  static Address at(String host, int port) {
    return new Address(Scheme.UDP, host, port, TcpOptions.DEFAULTS);
  }
}
