package io.weightless.net.internal.nio;

import io.weightless.net.internal.Failures;
import io.weightless.net.internal.ready.Handle;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/// A channel of the JDK. It is registered with the selector when something is wanted of it first.
abstract class NioSocket implements Handle, Registered {
  private static final int INPUTS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int OUTPUTS = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  final Keyring keyring;
  private final SelectableChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable Owner owner;
  private int wanted;
  private boolean closed;

  NioSocket(Keyring keyring, SelectableChannel channel) {
    this.keyring = keyring;
    this.channel = channel;
  }

  @Override
  public final void belongTo(Owner owner) {
    this.owner = owner;
  }

  /// What the selector calls that, of this kind of channel and at this time.
  abstract int operations(int what);

  @Override
  public final void want(int what) throws ClosedChannelException {
    int now = wanted | operations(what);
    if (now != wanted) {
      if (key == null) {
        key = channel.register(keyring.selector, now, this);
        keyring.add();
      } else {
        key.interestOps(now);
      }
      wanted = now;
    }
  }

  @Override
  public final void wantNoMore(int what) {
    int now = wanted & ~(((what & INPUT) != 0 ? INPUTS : 0) | ((what & OUTPUT) != 0 ? OUTPUTS : 0));
    if (now != wanted && key != null && !closed) {
      wanted = now;
      key.interestOps(now);
    }
  }

  @Override
  public final void ready(int operations) {
    if (owner != null) {
      owner.ready(
          ((operations & INPUTS) != 0 ? INPUT : 0) | ((operations & OUTPUTS) != 0 ? OUTPUT : 0));
    }
  }

  /// The descriptor of one that was registered goes with the next step.
  @Override
  public void close() {
    closed = true;
    if (key != null) {
      keyring.remove();
    }
    Failures.closeQuietly(channel);
  }
}
