package io.weightless.http.kit;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One direction of a connection.
final class Half {
  private final ArrayDeque<Byte> bytes = new ArrayDeque<>();
  private int capacity = Integer.MAX_VALUE;
  private long taken;
  private boolean isEnded;
  private boolean isBroken;
  private @Nullable Suspension<@Nullable Void> reader;
  private @Nullable Suspension<@Nullable Void> writer;

  void capacity(int bytes) {
    capacity = bytes;
  }

  /// How many bytes went in so far.
  long taken() {
    return taken;
  }

  int size() {
    return bytes.size();
  }

  void put(ByteBuffer source, BooleanSupplier isClosed) throws IOException {
    while (source.hasRemaining()) {
      while (bytes.size() >= capacity && !isBroken && !isClosed.getAsBoolean()) {
        Suspension<@Nullable Void> turn = new Suspension<>("an answer");
        writer = turn;
        turn.await(() -> true);
      }
      check(isClosed);
      bytes.add(source.get());
      taken++;
      wakeReader();
    }
  }

  /// Moves what is here to `target`; nothing at the end.
  void take(ByteBuffer target, BooleanSupplier isClosed) throws IOException {
    if (reader != null) {
      throw new BusyException("another task reads");
    }
    while (bytes.isEmpty() && !isEnded && !isBroken && !isClosed.getAsBoolean()) {
      Suspension<@Nullable Void> turn = new Suspension<>("an answer");
      reader = turn;
      turn.await(() -> {
        reader = null;
        return true;
      });
    }
    check(isClosed);
    while (target.hasRemaining() && !bytes.isEmpty()) {
      target.put(bytes.remove());
    }
    wakeWriter();
  }

  void end() {
    isEnded = true;
    wake();
  }

  void breakUp() {
    isBroken = true;
    bytes.clear();
    wake();
  }

  boolean isBroken() {
    return isBroken;
  }

  void wake() {
    wakeReader();
    wakeWriter();
  }

  private void check(BooleanSupplier isClosed) throws IOException {
    if (isClosed.getAsBoolean()) {
      throw new ClosedException("the stream is closed");
    }
    if (isBroken) {
      throw new IOException("the peer is gone");
    }
  }

  private void wakeReader() {
    if (reader != null) {
      reader.resume(null);
      reader = null;
    }
  }

  private void wakeWriter() {
    if (writer != null) {
      writer.resume(null);
      writer = null;
    }
  }
}
