package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.internal.Shared;
import io.weightless.scope.Task;
import io.weightless.sync.Lock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The sending half of a socket for datagrams.
final class Outbox {
  /// How long it does not try again where the system does not tell that there is room.
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final ReadyDatagrams datagrams;
  private final Shared shared;
  private final DatagramSocket socket;

  /// Of who waits for room, and those behind it; null as long as nobody has waited.
  private @Nullable Lock turn;

  private int senders;

  /// Set while the first of them waits.
  private @Nullable Suspension<@Nullable Void> wait;

  /// Whether there was room since somebody began to wait for it.
  private boolean hasRoom;

  Outbox(ReadyDatagrams datagrams, DatagramSocket socket) {
    this.datagrams = datagrams;
    shared = datagrams.shared;
    this.socket = socket;
  }

  void send(ByteBuffer bytes, @Nullable Address to) throws IOException {
    shared.budget.claim();
    datagrams.checkOpen();
    if (!trySend(bytes, to)) {
      sendInTurn(bytes, to);
    }
  }

  /// @return false also while others wait to send, who came before
  boolean trySend(ByteBuffer bytes, @Nullable Address to) throws IOException {
    return senders == 0 && pass(bytes, to);
  }

  private boolean pass(ByteBuffer bytes, @Nullable Address to) throws IOException {
    int length = bytes.remaining();
    try {
      boolean sent = socket.send(bytes, to);
      shared.budget.spend(sent ? length : 0);
      return sent;
    } catch (IOException e) {
      throw datagrams.broken("send to", to, e);
    }
  }

  private void sendInTurn(ByteBuffer bytes, @Nullable Address to) throws IOException {
    Lock mine = turn == null ? new Lock() : turn;
    turn = mine;
    senders++;
    try (var _ = mine.hold()) {
      datagrams.checkOpen();
      while (!pass(bytes, to)) {
        awaitRoom();
        datagrams.checkOpen();
      }
    } finally {
      senders--;
    }
  }

  private void awaitRoom() throws IOException {
    shared.budget.renew();
    if (!socket.tellsRoom()) {
      Task.sleep(PAUSE);
      return;
    }
    if (!hasRoom) {
      Suspension<@Nullable Void> room = new Suspension<>(this);
      socket.want(Handle.OUTPUT);
      wait = room;
      try {
        room.await(ReadyStream.AT_ONCE);
      } finally {
        wait = null;
      }
    }
    hasRoom = false;
  }

  /// Kept for the next one, for who waits may just have been cancelled.
  void ready() {
    hasRoom = senders > 0;
    if (wait == null) {
      socket.wantNoMore(Handle.OUTPUT);
    } else {
      wait.resume(null);
    }
  }

  /// It is closed now: who waits looks again, and sees it.
  void close() {
    if (wait != null) {
      wait.resume(null);
    }
  }

  @Override
  public String toString() {
    return "room to send at " + datagrams.local();
  }
}
