package io.weightless.simulation;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.Datagram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The datagrams that came to one port and were not received yet: as many as there is room for, the
/// others are lost.
final class Arrivals {
  /// What the system has of each, beside its bytes.
  private static final int OVERHEAD = 256;

  private final HostNetwork home;
  private final ArrayDeque<Arrival> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean isRefused;
  private boolean isClosed;
  private boolean isBusy;
  private @Nullable Suspension<@Nullable Void> wait;

  /// Null when it was not one of the pool.
  private @Nullable ByteBuffer lent;

  private record Arrival(ByteBuffer bytes, Address from) {
    int size() {
      return bytes.remaining() + OVERHEAD;
    }
  }

  Arrivals(HostNetwork home) {
    this.home = home;
  }

  Datagram next() throws IOException {
    if (isBusy) {
      throw new BusyException("another task receives here");
    }
    isBusy = true;
    try {
      giveBack();
      home.budget().claim();
      Arrival first = first();
      bytes -= first.size();
      home.budget().spend(first.bytes.remaining());
      return new Datagram(lend(first.bytes), first.from, false);
    } finally {
      isBusy = false;
    }
  }

  private Arrival first() throws IOException {
    while (true) {
      if (isClosed) {
        throw new ClosedException("closed");
      }
      throwRefusal();
      Arrival first = waiting.poll();
      if (first != null) {
        return first;
      }
      awaitOne();
    }
  }

  private void awaitOne() {
    Suspension<@Nullable Void> arrival = new Suspension<>(this);
    wait = arrival;
    try {
      arrival.await(() -> true);
    } finally {
      wait = null;
    }
  }

  /// Told once.
  void throwRefusal() throws IOException {
    if (isRefused) {
      isRefused = false;
      throw new IOException("Connection refused");
    }
  }

  private ByteBuffer lend(ByteBuffer all) {
    if (all.remaining() > Lending.CAPACITY) {
      return all;
    }
    ByteBuffer buffer = home.fabric().lending().take().put(all).flip();
    lent = buffer;
    return buffer;
  }

  private void giveBack() {
    if (lent != null) {
      home.fabric().lending().give(lent);
      lent = null;
    }
  }

  void add(byte[] all, Address from) {
    if (bytes < home.fabric().conditions().windowBytes()) {
      Arrival arrival = new Arrival(ByteBuffer.wrap(all), from);
      waiting.add(arrival);
      bytes += arrival.size();
      wake();
    }
  }

  void refuse() {
    isRefused = true;
    wake();
  }

  void close() {
    isClosed = true;
    waiting.clear();
    giveBack();
    wake();
  }

  private void wake() {
    if (wait != null) {
      wait.resume(null);
    }
  }

  @Override
  public String toString() {
    return "a datagram";
  }
}
