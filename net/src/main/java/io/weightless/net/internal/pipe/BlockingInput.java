package io.weightless.net.internal.pipe;

import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.ready.Handle;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadFactory;

/// Bytes that come out of something that blocks. A thread reads when somebody waits, and what it
/// has read is kept when he has gone meanwhile.
public final class BlockingInput extends Blocking implements PipeEnd.Reading {
  private final InputStream source;
  private final byte[] bytes = new byte[BufferPool.CAPACITY];

  /// What was read and not taken yet.
  private ByteBuffer arrived = ByteBuffer.allocate(0);

  /// By the last read; written by its thread, and read here when it has ended.
  private int count;

  public BlockingInput(InputStream source) {
    this(source, THREADS);
  }

  BlockingInput(InputStream source, ThreadFactory threads) {
    super(threads);
    this.source = source;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (arrived.hasRemaining()) {
      int length = Math.min(arrived.remaining(), target.remaining());
      target.put(arrived.slice(arrived.position(), length));
      arrived.position(arrived.position() + length);
      return length;
    }
    checkWhole();
    return count < 0 ? -1 : 0;
  }

  @Override
  public void want(int what) {
    if ((what & Handle.INPUT) != 0 && !isUnderWay()) {
      begin(() -> count = source.read(bytes), this::arrive);
    }
  }

  private void arrive() {
    arrived = ByteBuffer.wrap(bytes, 0, Math.max(0, count));
  }

  @Override
  Closeable below() {
    return source;
  }
}
