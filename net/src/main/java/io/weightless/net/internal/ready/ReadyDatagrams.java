package io.weightless.net.internal.ready;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.internal.Breakage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A socket for datagrams: two halves and their common end.
final class ReadyDatagrams extends Endpoint implements Datagrams {
  private final DatagramSocket socket;
  private final Address local;
  private final @Nullable Address remote;
  private final @Nullable SocketFile file;
  private final Inbox inbox;
  private final Outbox outbox;

  /// @param remote null when it is not connected
  /// @param file of a Unix socket, which goes with it; null when it has none
  ReadyDatagrams(
      ReadyNetwork network,
      DatagramSocket socket,
      Address local,
      @Nullable Address remote,
      @Nullable SocketFile file) {
    super(network, socket);
    this.socket = socket;
    this.local = local;
    this.remote = remote;
    this.file = file;
    inbox = new Inbox(this, socket);
    outbox = new Outbox(this, socket);
  }

  @Override
  public Datagram receive() throws IOException {
    enter();
    return inbox.receive();
  }

  @Override
  public void send(ByteBuffer bytes, Address to) throws IOException {
    enter();
    outbox.send(bytes, target(to));
  }

  @Override
  public void send(ByteBuffer bytes) throws IOException {
    enter();
    if (remote == null) {
      throw new IllegalStateException(describe() + " are connected to nobody: say to whom");
    }
    outbox.send(bytes, null);
  }

  @Override
  public boolean trySend(ByteBuffer bytes, Address to) throws IOException {
    network.reactor().checkOwner();
    checkOpen();
    return outbox.trySend(bytes, target(to));
  }

  /// Null for the one that this is connected to.
  private @Nullable Address target(Address to) {
    if (remote == null) {
      return Objects.requireNonNull(to);
    }
    if (!to.equals(remote)) {
      throw new IllegalStateException(describe() + " are connected, and can't go to " + to);
    }
    return null;
  }

  @Override
  public void join(InetAddress group, @Nullable NetworkInterface on) throws IOException {
    network.reactor().checkOwner();
    checkOpen();
    try {
      socket.join(checked(group), on);
    } catch (IOException e) {
      throw Breakage.of("join " + group.getHostAddress() + " at " + local, local, e);
    }
  }

  @Override
  public void leave(InetAddress group, @Nullable NetworkInterface on) throws IOException {
    network.reactor().checkOwner();
    checkOpen();
    try {
      socket.leave(checked(group), on);
    } catch (IOException e) {
      throw Breakage.of("leave " + group.getHostAddress() + " at " + local, local, e);
    }
  }

  private static InetAddress checked(InetAddress group) {
    if (!group.isMulticastAddress()) {
      throw new IllegalArgumentException(group.getHostAddress() + " is not a group's address");
    }
    return group;
  }

  /// @param to whom it was meant for; null for the one that this is connected to, or nobody
  IOException broken(String what, @Nullable Address to, IOException reason) {
    Address about = to != null ? to : remote != null ? remote : local;
    return Breakage.of(what + " " + about, about, reason);
  }

  @Override
  public void ready(int what) {
    if ((what & Handle.INPUT) != 0) {
      inbox.ready();
    }
    if ((what & Handle.OUTPUT) != 0) {
      outbox.ready();
    }
  }

  @Override
  public Address local() {
    return local;
  }

  @Override
  public @Nullable Address remote() {
    return remote;
  }

  @Override
  public void close() {
    if (file != null && !isClosed()) {
      file.remove(); // while it is known to be this one's
    }
    if (closeSocket()) {
      inbox.close();
      outbox.close();
    }
  }

  @Override
  protected String describe() {
    return "the datagrams at " + local + (remote == null ? "" : " from " + remote);
  }

  @Override
  public String toString() {
    return "Datagrams[" + local + (remote == null ? "" : " from " + remote) + "]";
  }
}
