package io.weightless.net.dns;

import io.weightless.channel.Channel;
import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The end of [Wires] that asks one server.
final class WireEnd implements Datagrams {
  private final Wires wires;
  private final Address remote;
  private final Channel<ByteBuffer> inbox = Channel.buffered(1_000);
  private boolean closed;

  WireEnd(Wires wires, Address remote) {
    this.wires = wires;
    this.remote = remote;
  }

  @Override
  public Datagram receive() {
    return new Datagram(inbox.receive(), remote, false);
  }

  @Override
  public void send(ByteBuffer bytes) throws IOException {
    wires.send(
        bytes,
        remote,
        answer -> {
          if (!closed) {
            inbox.trySend(answer);
          }
        });
  }

  @Override
  public void send(ByteBuffer bytes, Address to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean trySend(ByteBuffer bytes, Address to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void join(InetAddress group, @Nullable NetworkInterface on) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void leave(InetAddress group, @Nullable NetworkInterface on) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Address local() {
    return remote;
  }

  @Override
  public @Nullable Address remote() {
    return remote;
  }

  @Override
  public void close() {
    if (!closed) {
      wires.open--;
    }
    closed = true;
  }
}
