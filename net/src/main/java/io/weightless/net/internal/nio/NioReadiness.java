package io.weightless.net.internal.nio;

import io.weightless.net.Readiness;
import io.weightless.reactor.Reactor;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Channels of others on the selector.
public final class NioReadiness implements Readiness {
  private final Reactor reactor;
  private final Keyring keyring;

  /// In their order, for the closed ones are told by it.
  private final Set<Watched> watched = new LinkedHashSet<>();

  public NioReadiness(Reactor reactor, Keyring keyring) {
    this.reactor = reactor;
    this.keyring = keyring;
  }

  @Override
  public Watch watch(SelectableChannel channel, Watcher watcher) throws ClosedChannelException {
    reactor.checkOwner();
    checkKind(channel);
    SelectionKey former = channel.keyFor(keyring.selector);
    if (former != null && former.isValid()) {
      throw new IllegalStateException(channel + " is watched already");
    }
    if (former != null) {
      keyring.forgetClosed(); // or the selector would take it for the one that was cancelled
    }
    Watched added = new Watched(this, channel, keyring.selector, watcher);
    keyring.add();
    watched.add(added);
    return added;
  }

  private void checkKind(SelectableChannel channel) {
    if (channel.provider() != keyring.selector.provider()) {
      throw new IllegalArgumentException(
          channel + " is not one of the JDK's own: its provider is " + channel.provider());
    }
    if (channel.isOpen() && channel.isBlocking()) {
      throw new IllegalArgumentException(
          channel + " is in blocking mode: call configureBlocking(false) first");
    }
  }

  public boolean isEmpty() {
    return watched.isEmpty();
  }

  /// Whether somebody is to be told that his channel is closed. Call after a look, which takes
  /// closed channels from the selector: as long as it misses none nobody searches. It may miss one
  /// that is not watched, of a socket that was closed behind its back.
  public boolean hasClosed() {
    return !watched.isEmpty()
        && keyring.isOneMissing()
        && watched.stream().anyMatch(Watched::isClosed);
  }

  /// Call after a look.
  ///
  /// @return how many were told
  public int tellClosed() {
    if (!hasClosed()) {
      return 0;
    }
    List<Watched> closed = watched.stream().filter(Watched::isClosed).toList();
    closed.forEach(this::remove);
    closed.forEach(watch -> watch.watcher.closed());
    return closed.size();
  }

  void remove(Watched watch) {
    if (watched.remove(watch)) {
      keyring.remove();
    }
  }

  void checkOwner() {
    reactor.checkOwner();
  }
}
