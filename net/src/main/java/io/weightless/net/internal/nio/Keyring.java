package io.weightless.net.internal.nio;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/// A selector, and how many of its keys are somebody's.
public final class Keyring implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");

  final Selector selector = Selector.open();
  private final Consumer<SelectionKey> dispatch = Keyring::dispatch;
  private int keys;

  public Keyring() throws IOException {}

  void add() {
    keys++;
  }

  void remove() {
    keys--;
  }

  int count() {
    return keys;
  }

  public boolean isEmpty() {
    return selector.keys().isEmpty();
  }

  /// Whether a channel was closed behind our back, as of the last look: it takes closed ones from
  /// the selector.
  boolean isOneMissing() {
    return selector.keys().size() < keys;
  }

  /// Tells all that are ready now.
  ///
  /// @return how many
  public int look() throws IOException {
    return selector.selectNow(dispatch);
  }

  /// Tells nobody.
  ///
  /// @return how many are ready
  public int peek() throws IOException {
    return selector.selectNow(_ -> {});
  }

  /// Waits until some are ready or somebody wakes it, and tells them.
  ///
  /// @param millis 0 is for ever
  int await(long millis) throws IOException {
    return selector.select(dispatch, millis);
  }

  /// The same, and tells nobody.
  void awaitAny(long millis) throws IOException {
    int _ = selector.select(_ -> {}, millis);
  }

  /// From any thread.
  void wakeup() {
    selector.wakeup();
  }

  private static void dispatch(SelectionKey key) {
    ((Registered) key.attachment()).ready(key.readyOps());
  }

  /// Frees the descriptors of closed channels now, and not with the next look. It looks, too.
  void forgetClosed() {
    try {
      look();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a failed look", e);
    }
  }

  /// Of the JDK's own epoll instance, which can be waited for like a socket.
  ///
  /// @throws IOException when the JDK does not open its door
  public int descriptor() throws IOException {
    try {
      var field = selector.getClass().getDeclaredField("epfd");
      field.setAccessible(true);
      return field.getInt(selector);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IOException("add --add-opens=java.base/sun.nio.ch=ALL-UNNAMED", e);
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
