package io.weightless.net.tls;

import io.weightless.net.internal.Budget;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.ReactorExecutor;
import io.weightless.scope.Task;
import io.weightless.sync.Semaphore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;

/// What all TLS streams of one reactor share.
final class TlsRoom {
  /// What is around the bytes of a record: in TLS 1.3 the JDK adds 38, 16 of them to hide the
  /// length a little; in 1.2 at most 29.
  private static final int AROUND = 40;

  /// What is asked for of a file at once: as much as fits, in [four records][Outbound#RECORDS],
  /// into the 64 KiB that a network copies at once.
  static final int FILE_BYTES = 64 * 1024 - Outbound.RECORDS * AROUND;

  /// To read into, for one record.
  final Pool plain = new Pool(ByteBuffer::allocate);

  /// To write from, for some records. In the heap, where the JDK's ciphers are quickest.
  final Pool packets = new Pool(ByteBuffer::allocate);

  final Pool files = new Pool(_ -> ByteBuffer.allocateDirect(FILE_BYTES));

  /// For what does not reach a stream below, which has its own.
  final Budget budget = new Budget();

  private final Semaphore turns = new Semaphore(1);

  private final ReactorExecutor endings;

  private TlsRoom(Reactor reactor) {
    endings = reactor.executor();
  }

  static TlsRoom current() {
    Reactor reactor = Reactor.current();
    return reactor.service(TlsRoom.class, () -> new TlsRoom(reactor));
  }

  /// A handshake calculates for a millisecond or so, and holds the loop meanwhile. So each time the
  /// loop has looked for what others wait for, one may.
  ///
  /// - **Order**: first come, first served.
  void awaitTurn() {
    turns.acquire();
    try {
      Task.sleep(Duration.ZERO); // until the loop has looked
    } finally {
      turns.release();
    }
  }

  /// Has the end of a stream, or a part of it, run as a task of nobody's scope.
  ///
  /// @return false when the reactor is being closed
  boolean start(Runnable ending) {
    try {
      endings.execute(ending);
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  /// Buffers that are held only while there is something in them, so a few serve many streams.
  static final class Pool {
    private static final int KEPT = 64;

    private final IntFunction<ByteBuffer> maker;
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private int lent;

    private Pool(IntFunction<ByteBuffer> maker) {
      this.maker = maker;
    }

    /// An empty one with room for so many bytes at least.
    ByteBuffer take(int bytes) {
      lent++;
      ByteBuffer buffer = free.poll();
      return buffer != null && buffer.capacity() >= bytes
          ? buffer.clear().order(ByteOrder.BIG_ENDIAN)
          : maker.apply(bytes);
    }

    /// How many are held by streams.
    int lent() {
      return lent;
    }

    /// Whoever still has it finds nothing in it.
    void give(ByteBuffer buffer) {
      lent--;
      buffer.limit(0);
      if (free.size() < KEPT) {
        free.push(buffer);
      }
    }
  }
}
