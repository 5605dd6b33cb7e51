package io.weightless.http.kit;

import io.weightless.net.Address;
import io.weightless.net.FileSource;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// One end of a [Wire]. It keeps to the contract of a stream to the letter: what was lent is spoilt
/// by the next read.
public final class MemoryStream implements Stream {
  /// One call of write, with the bytes of its buffers.
  public record Write(int bytes, boolean isDirect) {}

  private final Half in;
  private final Half out;
  private final Address local;
  private final Address remote;
  private final List<Write> writes = new ArrayList<>();
  private final List<Long> transfers = new ArrayList<>();
  private final ByteBuffer lent = ByteBuffer.allocateDirect(16 * 1024).limit(0);
  private int readLimit = Integer.MAX_VALUE;
  private boolean isClosed;
  private boolean isReset;
  private boolean isOutputClosed;

  MemoryStream(Half in, Half out, Address local, Address remote) {
    this.in = in;
    this.out = out;
    this.local = local;
    this.remote = remote;
  }

  /// At most so many bytes come in one read.
  public void readLimit(int bytes) {
    readLimit = bytes;
  }

  /// At most so many bytes that were written and not read are on their way.
  public void window(int bytes) {
    out.capacity(bytes);
  }

  public List<Write> writes() {
    return writes;
  }

  public List<Long> transfers() {
    return transfers;
  }

  public boolean isClosed() {
    return isClosed;
  }

  /// Whether something of the last read could still be looked at.
  public boolean isLending() {
    return lent.limit() > 0;
  }

  public boolean isReset() {
    return isReset;
  }

  /// How many bytes have come in and were not read.
  public int waiting() {
    return in.size();
  }

  @Override
  public ByteBuffer read() throws IOException {
    for (int i = 0; i < lent.limit(); i++) {
      lent.put(i, (byte) '#');
    }
    lent.clear().limit(Math.min(readLimit, lent.capacity()));
    in.take(lent, () -> isClosed);
    return lent.flip();
  }

  @Override
  public void release() {
    lent.limit(0);
  }

  @Override
  public void write(ByteBuffer... sources) throws IOException {
    int bytes = 0;
    boolean isDirect = true;
    for (ByteBuffer source : sources) {
      bytes += source.remaining();
      isDirect &= source.isDirect();
    }
    writes.add(new Write(bytes, isDirect));
    for (ByteBuffer source : sources) {
      put(source);
    }
  }

  @Override
  public long transferTo(Sink target) throws IOException {
    long moved = 0;
    for (ByteBuffer part = read(); part.hasRemaining(); part = read()) {
      moved += part.remaining();
      target.write(part);
    }
    return moved;
  }

  @Override
  public void transferFrom(FileSource file, long position, long count) throws IOException {
    transfers.add(count);
    ByteBuffer buffer = ByteBuffer.allocateDirect(1000);
    for (long done = 0; done < count; done += buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), count - done));
      if (file.read(buffer, position + done) <= 0) {
        throw new EOFException("the file is too short");
      }
      put(buffer.flip());
    }
  }

  private void put(ByteBuffer source) throws IOException {
    if (isOutputClosed) {
      throw new IOException("the output is closed");
    }
    out.put(source, () -> isClosed);
  }

  @Override
  public long written() {
    return out.taken();
  }

  @Override
  public void closeOutput() {
    isOutputClosed = true;
    out.end();
  }

  /// As a kernel does: if there is something left to read, the peer sees a failure.
  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      if (in.size() > 0) {
        out.breakUp();
      } else {
        out.end();
      }
      in.breakUp();
    }
  }

  @Override
  public void reset() {
    if (!isClosed) {
      isClosed = true;
      isReset = true;
      out.breakUp();
      in.breakUp();
    }
  }

  @Override
  public Address local() {
    return local;
  }

  @Override
  public Address remote() {
    return remote;
  }
}
