package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.Datagram;
import io.weightless.net.internal.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The receiving half of a socket for datagrams.
///
/// While a task waits here, nothing is lent: an idle socket holds no buffer.
final class Inbox {
  private final ReadyDatagrams datagrams;
  private final Shared shared;
  private final DatagramSocket socket;
  private @Nullable ByteBuffer lent;

  /// To whom; only its own close gives the buffer back, for another task can't know what it is at.
  private @Nullable Thread reader;

  private boolean busy;

  /// Set while a task waits.
  private @Nullable Suspension<@Nullable Void> wait;

  /// Whether to look before waiting.
  private boolean mayBeReady = true;

  Inbox(ReadyDatagrams datagrams, DatagramSocket socket) {
    this.datagrams = datagrams;
    shared = datagrams.shared;
    this.socket = socket;
  }

  Datagram receive() throws IOException {
    if (busy) {
      throw new BusyException("another task receives at " + datagrams.local());
    }
    busy = true;
    try {
      giveBack();
      shared.budget.claim();
      return next();
    } finally {
      busy = false;
    }
  }

  private Datagram next() throws IOException {
    while (true) {
      if (!mayBeReady) {
        awaitReady();
      }
      datagrams.checkOpen();
      Datagram received = take();
      if (received != null) {
        lent = received.bytes();
        reader = Thread.currentThread();
        shared.counters.received += received.bytes().remaining();
        shared.budget.spend(received.bytes().remaining());
        return received;
      }
    }
  }

  private @Nullable Datagram take() throws IOException {
    try {
      Datagram received = socket.receive();
      mayBeReady = received != null && socket.mayHaveMore();
      return received;
    } catch (IOException e) {
      throw datagrams.broken("receive at", null, e);
    }
  }

  private void awaitReady() throws IOException {
    Suspension<@Nullable Void> ready = new Suspension<>(this);
    socket.want(Handle.INPUT);
    wait = ready;
    shared.budget.renew();
    try {
      ready.await(ReadyStream.AT_ONCE);
    } finally {
      wait = null;
    }
  }

  /// Who waits may just have been cancelled, so this is kept for the next one.
  void ready() {
    mayBeReady = true;
    if (wait == null) {
      socket.wantNoMore(Handle.INPUT);
    } else {
      wait.resume(null);
    }
  }

  /// It is closed now: who waits looks again, and sees it.
  void close() {
    if (reader == Thread.currentThread()) {
      giveBack();
    } else if (lent != null) {
      socket.leave(lent);
      lent = null;
    }
    if (wait != null) {
      wait.resume(null);
    }
  }

  private void giveBack() {
    if (lent != null) {
      socket.giveBack(lent);
      lent = null;
    }
  }

  @Override
  public String toString() {
    return "a datagram at " + datagrams.local();
  }
}
