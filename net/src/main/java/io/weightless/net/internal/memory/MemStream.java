package io.weightless.net.internal.memory;

import io.weightless.net.Address;
import io.weightless.net.internal.Budget;
import java.nio.ByteBuffer;

/// One end of a connection between two tasks of one reactor: what one writes, the other has.
final class MemStream extends MemoryStream {
  private static final int WINDOW = 64 * 1024;

  private final MemNetwork network;
  private MemStream peer = this; // until it joins the other one

  /// @param name of both ends
  MemStream(MemNetwork network, Address name) {
    super(name, name, WINDOW);
    this.network = network;
    network.shared.resources.add(this);
  }

  void join(MemStream other) {
    peer = other;
  }

  @Override
  protected void checkOwner() {
    network.checkOwner();
  }

  @Override
  protected Budget budget() {
    return network.shared.budget;
  }

  @Override
  protected Lender lender() {
    return network.shared.pool;
  }

  @Override
  protected void send(ByteBuffer bytes) {
    peer.arrived(bytes);
  }

  @Override
  protected void sendEnd() {
    peer.inputEnds();
  }

  @Override
  protected void haveRead(int bytes) {
    peer.wereRead(bytes);
  }

  @Override
  protected void closed(boolean isReset) {
    network.shared.resources.remove(this);
    if (isReset) {
      peer.breakUpHalves("Connection reset");
    } else {
      shutOutput();
      peer.breakUpOutput("Broken pipe");
    }
  }
}
