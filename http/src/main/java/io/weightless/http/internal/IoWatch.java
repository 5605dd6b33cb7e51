package io.weightless.http.internal;

import io.weightless.coroutine.Io;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The one of a connection inside a coroutine, which does its waits. This one lets the driver take
/// as long as it likes. To take leave is up to who has the stream.
class IoWatch extends Watch {
  final Io<ByteBuffer, ByteBuffer> io;

  /// Whether the present wait may be too long without harm.
  private boolean mayBeLate;

  IoWatch(Io<ByteBuffer, ByteBuffer> io) {
    this.io = io;
  }

  /// @return null at the end of the input
  @Nullable ByteBuffer read() {
    return io.read();
  }

  void write(ByteBuffer part) {
    io.write(part);
  }

  final boolean mayBeLate() {
    return mayBeLate;
  }

  /// Whether a wait that was ended took longer than this one allows; else it took longer than
  /// somebody around the connection allows. Here the driver alone knows.
  boolean isOver() {
    return true;
  }

  @Override
  boolean awaitBy(long deadline, Wait wait) throws IOException {
    mayBeLate = true;
    try {
      wait.await();
      return true;
    } catch (IoStream.TooLate _) {
      return false;
    } finally {
      mayBeLate = false;
    }
  }

  @Override
  void expectInput(long deadline, long now) {}

  @Override
  void inputCame() {}

  @Override
  void expectOutput() {}

  @Override
  void outputWent() {}

  @Override
  void answered(long now, Output output) throws IOException {}

  @Override
  boolean lingers(boolean isSending, boolean hasMore) {
    return false;
  }

  @Override
  void close() {}
}
