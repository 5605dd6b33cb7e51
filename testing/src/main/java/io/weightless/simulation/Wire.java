package io.weightless.simulation;

import io.weightless.net.Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A connection between two hosts: its two ends, and what a partition holds back of it.
final class Wire {
  private final Fabric fabric;
  private final WireEnd client;
  private final WireEnd server;
  private List<Packet> held = new ArrayList<>();
  private boolean isCiphered;

  /// Where an end is.
  record Place(HostNetwork network, Address address) {}

  Wire(Fabric fabric, Place caller, Place called) {
    this.fabric = fabric;
    client = new WireEnd(this, caller, called.address());
    server = new WireEnd(this, called, caller.address());
    client.join(server);
    server.join(client);
  }

  WireEnd client() {
    return client;
  }

  WireEnd server() {
    return server;
  }

  void becomeCiphered() {
    isCiphered = true;
  }

  /// What the trace has of bytes that arrive; of a secret only its length.
  ByteBuffer traced(ByteBuffer bytes) {
    return isCiphered ? ByteBuffer.allocate(bytes.remaining()) : bytes.asReadOnlyBuffer();
  }

  /// Lets `packet` be on its way for `delay`, or until there is no partition in its way.
  void send(Packet packet, Duration delay) {
    fabric.send(
        packet.from().host(), packet.to().host(), delay, packet.landing(), () -> holdBack(packet));
  }

  /// Tells the other end that there is no connection any more.
  void sendReset(WireEnd from) {
    WireEnd to = from.peer();
    if (!to.isGone()) {
      send(Packet.reset(from, to), fabric.delay());
    }
  }

  /// Both ends see a reset.
  void lose() {
    sendReset(client);
    sendReset(server);
  }

  private void holdBack(Packet packet) {
    held.add(packet);
    packet.hold();
    fabric.holdBack(this);
    int hold = packet.holds();
    WireEnd patient = packet.patient();
    fabric
        .world()
        .deliver(
            patient.host(),
            fabric.conditions().silence(),
            () -> {
              if (held.contains(packet) && packet.holds() == hold) {
                patient.giveUp();
              }
            });
  }

  /// There is no partition any more. What a system has sent that does not know of this connection
  /// any more, or has gone down itself, it does not send again.
  void goOn() {
    List<Packet> waiting = held;
    held = new ArrayList<>();
    for (Packet packet : waiting) {
      if (packet.isReset() || packet.from().isSending()) {
        send(packet, fabric.delay());
      }
    }
  }

  /// An end was closed or has broken.
  void settle() {
    if (client.isOver() && server.isOver()) {
      client.forget();
      server.forget();
    }
  }
}
