package io.weightless.net.tls;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.net.tls.TlsException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.jspecify.annotations.Nullable;

/// The reading half of a stream: it takes records from below, and opens them.
///
/// They are opened where they lie, in what the stream below lends; only one that is cut is put
/// together first. While a read waits nothing is held but the beginning of such a one.
final class Inbound {
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  /// All that a peer may send before it is known, in bytes.
  static final int MOST_OF_HANDSHAKE = 256 * 1024;

  private final TlsStream stream;
  private final Stream below;
  private final Records records;
  private final TlsRoom room;
  private final Outbound outbound;
  private final Arrivals arrivals;

  /// Whether a task is in [#read] or a transfer, at most one.
  private boolean busy;

  private @Nullable ByteBuffer lent;

  /// Whether that is none of the room's.
  private boolean lentWasKept;

  /// To whom; only its own close gives the buffer back, for another task can't know what it is at.
  private @Nullable Thread reader;

  /// What a transfer that failed has left.
  private @Nullable ByteBuffer kept;

  private boolean hasEnded;
  private int handshakeBytes;

  Inbound(TlsStream stream, Records records, TlsRoom room, Outbound outbound, ByteBuffer rest) {
    this.stream = stream;
    this.below = stream.below;
    this.records = records;
    this.room = room;
    this.outbound = outbound;
    this.arrivals = new Arrivals(rest);
  }

  ByteBuffer read() throws IOException {
    claim();
    try {
      return next();
    } finally {
      busy = false;
    }
  }

  long transfer(Sink target) throws IOException {
    claim();
    try {
      long moved = 0;
      for (ByteBuffer part = next(); part.hasRemaining(); part = next()) {
        int length = part.remaining();
        try {
          target.write(part);
        } finally {
          keep(part);
        }
        moved += length;
      }
      return moved;
    } finally {
      giveBack();
      busy = false;
    }
  }

  private void keep(ByteBuffer part) {
    if (part.hasRemaining()) {
      kept = ByteBuffer.allocate(part.remaining()).put(part).flip();
    }
  }

  private void claim() throws BusyException {
    if (busy) {
      throw new BusyException("another task reads from " + stream.remote());
    }
    busy = true;
  }

  private ByteBuffer next() throws IOException {
    giveBack();
    stream.checkOpen();
    ByteBuffer first = kept;
    if (first != null) {
      kept = null;
      return lend(first, true);
    }
    while (!hasEnded) {
      giveWay();
      ByteBuffer opened = openOne();
      if (opened != null) {
        return lend(opened, false);
      }
    }
    room.budget.claim();
    room.budget.spend(0);
    return END;
  }

  /// Thousands of small records may lie in what the stream below gave at once.
  private void giveWay() throws IOException {
    room.budget.claim();
    stream.checkOpen();
  }

  private ByteBuffer lend(ByteBuffer buffer, boolean wasKept) {
    lent = buffer;
    lentWasKept = wasKept;
    reader = Thread.currentThread();
    return buffer;
  }

  /// Takes one step of a handshake. No byte for the user comes before its end.
  void step() throws IOException {
    giveWay();
    if (openOne() != null) {
      throw new AssertionError("bytes for the user within a handshake");
    }
  }

  /// Opens the next record, and waits for it if need be.
  ///
  /// @return null when there is nothing for the user in it
  private @Nullable ByteBuffer openOne() throws IOException {
    ByteBuffer record = arrivals.next(records.packetBytes());
    if (record == null) {
      fill();
      return null;
    }
    room.budget.spend(0);
    ByteBuffer plain = room.plain.take(records.plainBytes());
    boolean isUsed = false;
    SSLEngineResult result;
    try {
      result = records.unwrap(record, plain);
      isUsed = result.bytesProduced() > 0;
    } finally {
      if (!isUsed) {
        room.plain.give(plain);
      }
    }
    react(result);
    return isUsed ? plain.flip() : null;
  }

  private void react(SSLEngineResult result) throws IOException {
    HandshakeStatus status = result.getHandshakeStatus();
    switch (result.getStatus()) {
      case OK -> {
        stream.checkNoRenegotiation(status);
        if (status == HandshakeStatus.NEED_TASK) {
          releaseBelow(); // it may take a while
        }
        records.calculate(status);
        if (stream.isEstablished()) {
          answer(status);
        }
      }
      case CLOSED -> {
        hasEnded = true;
        outbound.answer(); // TLS 1.2 answers with its own end
        outbound.rest();
      }
      case BUFFER_UNDERFLOW -> throw records.failure(Reason.PROTOCOL, "what came is not TLS");
      case BUFFER_OVERFLOW -> throw records.failure(Reason.PROTOCOL, "a record is too long");
    }
  }

  private void answer(HandshakeStatus status) throws IOException {
    if (!outbound.answer()) {
      throw records.failure(Reason.PROTOCOL, "the peer changes its keys again and again");
    }
    if (status == HandshakeStatus.NEED_WRAP) {
      outbound.rest();
    }
  }

  private void fill() throws IOException {
    arrivals.forget();
    ByteBuffer more = receive();
    if (!more.hasRemaining()) {
      String where = stream.isEstablished() ? "without TLS's own end" : "within the handshake";
      throw records.failure(Reason.TRUNCATED, "the peer has ended the connection " + where);
    }
    if (!stream.isEstablished()) {
      handshakeBytes += more.remaining();
      if (handshakeBytes > MOST_OF_HANDSHAKE) {
        throw records.failure(
            Reason.LIMIT, "the handshake is longer than " + MOST_OF_HANDSHAKE + " bytes");
      }
    }
    arrivals.take(more);
  }

  private ByteBuffer receive() throws IOException {
    try {
      return below.read();
    } catch (ClosedException closed) {
      stream.checkOpen();
      throw closed;
    }
  }

  /// Whether the peer's end is still to come, and nobody waits for it.
  boolean mayBringMore() {
    return !busy && !hasEnded;
  }

  /// @return false when there is something for the user before the end
  boolean skipToEnd() throws IOException {
    busy = true;
    while (!hasEnded) {
      room.budget.claim();
      ByteBuffer opened = openOne();
      if (opened != null) {
        room.plain.give(opened);
        return false;
      }
    }
    return true;
  }

  boolean isBusy() {
    return busy;
  }

  boolean hasEnded() {
    return hasEnded;
  }

  /// What a read that still waits will lend is not meant.
  void release() {
    if (!busy) {
      giveBack();
      releaseBelow();
    }
  }

  private void releaseBelow() {
    if (arrivals.isUsedUp()) {
      arrivals.forget();
      below.release();
    }
  }

  /// The stream is closed.
  void close() {
    if (reader == Thread.currentThread()) {
      giveBack();
    }
    lent = null;
    kept = null;
  }

  private void giveBack() {
    if (lent != null && lentWasKept) {
      lent.limit(0);
    } else if (lent != null) {
      room.plain.give(lent);
    }
    lent = null;
  }
}
