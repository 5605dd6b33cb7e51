package io.weightless.http.internal;

import io.weightless.coroutine.Io;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The one of a connection inside a coroutine, which does its waits. This one lets the driver take
/// as long as it likes. To take leave is up to who has the stream.
class IoWatch extends Watch {
  final Io<ByteBuffer, ByteBuffer> io;

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

  @Override
  boolean awaitBy(long deadline, Wait wait) throws IOException {
    try {
      wait.await();
      return true;
    } catch (IoStream.TooLate _) {
      return false;
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
