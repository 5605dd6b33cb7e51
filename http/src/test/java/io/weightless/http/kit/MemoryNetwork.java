package io.weightless.http.kit;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A network of [Wire]s.
public final class MemoryNetwork implements Network {
  private final Map<Address, MemoryListener> listeners = new LinkedHashMap<>();

  @Override
  public Listener listen(Address address) throws IOException {
    if (listeners.containsKey(address)) {
      throw new IOException(address + " is taken");
    }
    MemoryListener listener = new MemoryListener(address);
    listeners.put(address, listener);
    return listener;
  }

  /// One reactor has it, so there is nobody to share with.
  @Override
  public Listener listenShared(Address address) {
    throw new UnsupportedOperationException("a network in memory has one listener on an address");
  }

  @Override
  public Listener listenBeside(Address address) {
    return listenShared(address);
  }

  @Override
  public MemoryStream connect(Address address) throws IOException {
    return connect("client", address);
  }

  /// Connects as another client.
  public MemoryStream connect(String host, Address address) throws IOException {
    MemoryListener listener = listeners.get(address);
    if (listener == null) {
      throw new IOException(address + " refuses");
    }
    Wire wire = new Wire(host);
    listener.coming.add(wire.server());
    listener.wake();
    return wire.client();
  }

  private final class MemoryListener implements Listener {
    private final Address address;
    private final ArrayDeque<Stream> coming = new ArrayDeque<>();
    private boolean isClosed;
    private @Nullable Suspension<@Nullable Void> acceptor;

    MemoryListener(Address address) {
      this.address = address;
    }

    /// As real ones give them: files are read into no others.
    @Override
    public ByteBuffer buffer(int bytes) {
      return ByteBuffer.allocateDirect(bytes);
    }

    @Override
    public Stream accept() throws IOException {
      while (coming.isEmpty() && !isClosed) {
        Suspension<@Nullable Void> turn = new Suspension<>("an answer");
        acceptor = turn;
        turn.await(() -> true);
      }
      if (isClosed) {
        throw new ClosedException("the listener is closed");
      }
      return coming.remove();
    }

    @Override
    public Address address() {
      return address;
    }

    @Override
    public void close() {
      isClosed = true;
      listeners.remove(address, this);
      coming.forEach(Stream::reset);
      wake();
    }

    private void wake() {
      if (acceptor != null) {
        acceptor.resume(null);
        acceptor = null;
      }
    }
  }
}
