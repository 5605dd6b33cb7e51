package io.weightless.net.internal.pipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A pipe in this process, for the tasks of one reactor. It behaves as the system's do.
public final class MemoryPipe {
  /// What it has room for, as a pipe of Linux.
  public static final int CAPACITY = 64 * 1024;

  private final Source source = new Source();
  private final Target target = new Target();

  /// What was written and not read yet, from its position on.
  private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY).limit(0);

  public PipeEnd.Reading source() {
    return source;
  }

  public PipeEnd.Writing target() {
    return target;
  }

  /// Common to both ends: who is told.
  private abstract static class End implements PipeEnd {
    private @Nullable Owner owner;
    private int wanted;
    boolean closed;

    @Override
    public final void belongTo(Owner owner) {
      this.owner = owner;
    }

    @Override
    public final void want(int what) {
      wanted |= what;
      if (isReady()) {
        tell();
      }
    }

    abstract boolean isReady();

    @Override
    public final void wantNoMore(int what) {
      wanted &= ~what;
    }

    final void tell() {
      int what = wanted;
      wanted = 0;
      if (owner != null && what != 0) {
        owner.ready(what);
      }
    }
  }

  private final class Source extends End implements PipeEnd.Reading {
    @Override
    boolean isReady() {
      return bytes.hasRemaining() || target.closed;
    }

    @Override
    public int read(ByteBuffer into) {
      int length = Math.min(bytes.remaining(), into.remaining());
      if (length == 0) {
        return target.closed ? -1 : 0;
      }
      into.put(into.position(), bytes, bytes.position(), length).position(into.position() + length);
      bytes.position(bytes.position() + length);
      target.tell();
      return length;
    }

    @Override
    public void close() {
      closed = true;
      bytes.limit(0);
      target.tell();
    }
  }

  private final class Target extends End implements PipeEnd.Writing {
    @Override
    boolean isReady() {
      return bytes.remaining() < CAPACITY || source.closed;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      if (source.closed) {
        throw new IOException("Broken pipe");
      }
      bytes.compact();
      int length = Math.min(bytes.remaining(), from.remaining());
      bytes.put(bytes.position(), from, from.position(), length);
      bytes.position(bytes.position() + length).flip();
      from.position(from.position() + length);
      source.tell();
      return length;
    }

    @Override
    public void close() {
      closed = true;
      source.tell();
    }
  }
}
