package io.weightless.net.tls;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.FileSource;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.jspecify.annotations.Nullable;

/// The writing half of a stream: it makes records, some at a time, and writes them below.
///
/// What a reader has to answer in between, when the peer changes its keys, is made at once, for the
/// order of records is that in which they are made, and sent with the next write: a reader that
/// would wait for room might wait for a peer that waits for it.
final class Outbound {
  /// Of one write below.
  static final int RECORDS = 4;

  private static final ByteBuffer[] NOTHING = {ByteBuffer.allocate(0)};

  private final TlsStream stream;
  private final Stream below;
  private final Records records;
  private final TlsRoom room;

  /// Whether a task is in [#write] or a transfer, or sends the end: at most one.
  private boolean busy;

  private boolean closed;

  /// Made, and not sent: to be filled further.
  private @Nullable ByteBuffer made;

  /// Of the user's bytes, how many are in `made`.
  private int inMade;

  /// What is left of records that were sent on: of a write that waits, or was cancelled.
  private @Nullable ByteBuffer sending;

  private int inSending;
  private int sendingLength;
  private long belowBefore;

  /// The user's bytes in records that were sent whole.
  private long written;

  Outbound(TlsStream stream, Records records, TlsRoom room) {
    this.stream = stream;
    this.below = stream.below;
    this.records = records;
    this.room = room;
  }

  void write(ByteBuffer... sources) throws IOException {
    start();
    try {
      send(sources);
    } finally {
      busy = false;
    }
  }

  /// The sources' own positions move at the end, for what is in a record is not on its way yet.
  private void send(ByteBuffer... sources) throws IOException {
    ByteBuffer[] left = new ByteBuffer[sources.length];
    Arrays.setAll(left, i -> sources[i].duplicate());
    try {
      flush();
      while (hasBytes(left)) {
        make(left);
        flush();
      }
    } finally {
      for (int i = 0; i < left.length; i++) {
        sources[i].position(left[i].position());
      }
    }
  }

  private static boolean hasBytes(ByteBuffer... sources) {
    for (ByteBuffer source : sources) {
      if (source.hasRemaining()) {
        return true;
      }
    }
    return false;
  }

  void transfer(FileSource file, long position, long count) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException("no such part of a file: " + position + ", " + count);
    }
    start();
    try {
      flush();
      for (long done = 0; done < count; ) {
        done += makePart(file, position + done, count - done);
        flush();
        checkOpen();
      }
    } finally {
      busy = false;
    }
  }

  /// What was read is in records then: while they are sent no part of the file is held.
  private int makePart(FileSource file, long position, long most) throws IOException {
    ByteBuffer part = room.files.take(0);
    try {
      part.limit((int) Math.min(most, part.capacity()));
      int length = file.read(part, position);
      if (length <= 0) {
        throw new EOFException(
            "the file " + file + " has only " + file.size() + " bytes, it was cut short");
      }
      make(part.flip());
      while (part.hasRemaining()) {
        flush();
        make(part);
      }
      return length;
    } finally {
      room.files.give(part);
    }
  }

  private void start() throws IOException {
    if (busy) {
      throw new BusyException("another task writes to " + stream.remote());
    }
    checkOpen();
    busy = true;
  }

  void checkOpen() throws IOException {
    stream.checkOpen();
    if (closed) {
      throw new ClosedException("the output to " + stream.remote() + " is closed");
    }
  }

  /// Makes records of as much as fits.
  private void make(ByteBuffer... sources) throws IOException {
    ByteBuffer target = room();
    while (hasBytes(sources) && target.remaining() >= records.packetBytes()) {
      SSLEngineResult result = records.wrap(sources, target);
      inMade += result.bytesConsumed();
      if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new NetworkException(
            "write to " + stream.remote() + ": the peer has closed TLS in both directions",
            Reason.CLOSED_BY_PEER,
            0,
            stream.remote(),
            new ClosedException("as TLS 1.2 does"));
      }
      records.calculate(result.getHandshakeStatus());
    }
  }

  /// Makes what the engine itself has to say.
  ///
  /// @return whether there was room for all of it
  boolean answer() throws IOException {
    HandshakeStatus status = records.status();
    while (status == HandshakeStatus.NEED_WRAP) {
      ByteBuffer target = room();
      if (target.remaining() < records.packetBytes()) {
        return false;
      }
      SSLEngineResult result = records.wrap(NOTHING, target);
      if (result.bytesProduced() == 0 && result.getHandshakeStatus() == status) {
        return true; // it has ended
      }
      status = result.getHandshakeStatus();
    }
    return true;
  }

  private ByteBuffer room() {
    ByteBuffer present = made;
    int wanted = RECORDS * records.packetBytes();
    if (present != null && present.capacity() >= wanted) {
      return present;
    }
    ByteBuffer large = room.packets.take(wanted);
    if (present != null) {
      large.put(present.flip());
    }
    made = large;
    return large;
  }

  /// The next write may be long in coming: what waits for it gets a buffer that is no larger.
  void rest() {
    ByteBuffer present = made;
    if (present != null && present.position() == 0) {
      made = null;
      room.packets.give(present);
    } else if (present != null && !busy) {
      made = ByteBuffer.allocate(present.position()).put(present.flip());
      room.packets.give(present);
    }
  }

  /// Sends all that was made, that of a cancelled write first.
  void flush() throws IOException {
    sendOn();
    while (made != null) {
      ByteBuffer full = room().flip();
      sending = full;
      sendingLength = full.remaining();
      inSending = inMade;
      belowBefore = below.written();
      made = null;
      inMade = 0;
      sendOn();
    }
  }

  private void sendOn() throws IOException {
    if (sending != null) {
      writeBelow(sending);
      room.packets.give(sending);
      sending = null;
      written += inSending;
      inSending = 0;
    }
  }

  private void writeBelow(ByteBuffer bytes) throws IOException {
    try {
      below.write(bytes);
    } catch (ClosedException e) {
      stream.checkOpen(); // which says why
      throw e;
    }
  }

  /// Of a write that waits, what its records below have got through counts in proportion.
  long written() {
    if (!busy || sending == null || sendingLength == 0) {
      return written + inSending + inMade;
    }
    long taken = Math.clamp(below.written() - belowBefore, 0, sendingLength);
    return written + inSending * taken / sendingLength;
  }

  boolean isBusy() {
    return busy;
  }

  boolean isClosed() {
    return closed;
  }

  /// No write is taken any more; what was made is still sent by [#sendEnd].
  void close() {
    closed = true;
  }

  /// Sends what is left, and TLS's end.
  void sendEnd() throws IOException {
    busy = true;
    try {
      records.closeOutbound();
      while (!answer()) {
        flush();
      }
      flush();
    } finally {
      busy = false;
    }
  }
}
