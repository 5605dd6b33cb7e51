package io.weightless.net.internal.nio;

import io.weightless.net.Readiness.Watch;
import io.weightless.net.Readiness.Watcher;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// Somebody else's channel, on the selector for as long as he watches it.
final class Watched implements Registered, Watch {
  private static final int INPUT = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int OUTPUT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  final SelectableChannel channel;
  final Watcher watcher;
  private final NioReadiness readiness;
  private final SelectionKey key;

  /// @throws ClosedChannelException when it is closed
  Watched(NioReadiness readiness, SelectableChannel channel, Selector selector, Watcher watcher)
      throws ClosedChannelException {
    this.readiness = readiness;
    this.channel = channel;
    this.watcher = watcher;
    key = channel.register(selector, 0);
    key.attach(this);
  }

  @Override
  public void ready(int operations) {
    watcher.ready((operations & INPUT) != 0, (operations & OUTPUT) != 0);
  }

  @Override
  public void want(boolean input, boolean output) {
    readiness.checkOwner();
    int wanted = (input ? INPUT : 0) | (output ? OUTPUT : 0);
    try {
      key.interestOps(wanted & channel.validOps());
    } catch (CancelledKeyException _) {
      // closed meanwhile, which will be told
    }
  }

  boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void stop() {
    readiness.checkOwner();
    key.cancel();
    readiness.remove(this);
  }
}
