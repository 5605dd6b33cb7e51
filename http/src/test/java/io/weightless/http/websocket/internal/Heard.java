package io.weightless.http.websocket.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.websocket.internal.Incoming.Signal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What is heard of a peer that sends these bytes: whole messages, control frames, and a violation
/// by its code. With `room` for so much of a message at a time.
final class Heard {
  /// Nothing that is sent as a byte becomes more: it is what compression can do.
  private static final int MOST_OF_A_BYTE = 1100;

  private final Incoming incoming;
  private final ByteBuffer room;
  private final List<String> all = new ArrayList<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private long sent;
  private long got;

  /// How often in a row nothing has happened.
  private int idle;

  private boolean isOver;

  Heard(Incoming incoming, int room) {
    this.incoming = incoming;
    this.room = ByteBuffer.allocate(room);
  }

  /// All that comes in these pieces; then nothing more is taken.
  static List<String> of(Incoming incoming, int room, List<ByteBuffer> pieces) {
    Heard heard = new Heard(incoming, room);
    try {
      pieces.forEach(heard::take);
    } finally {
      incoming.close();
    }
    return heard.all;
  }

  private void take(ByteBuffer piece) {
    sent += piece.remaining();
    try {
      while (!isOver && goOn(piece)) {
        check();
      }
    } catch (Violation bad) {
      isOver = true;
      all.add("violation " + bad.code());
    }
  }

  /// Whether there is more to hear.
  private boolean goOn(ByteBuffer piece) throws Violation {
    int before = piece.remaining();
    long gotBefore = got;
    Signal signal = incoming.next(piece);
    switch (signal) {
      case MORE -> {
        if (piece.hasRemaining()) {
          throw new AssertionError("it wants more, and does not take what is there");
        }
      }
      case DATA -> takeData(piece, before, gotBefore);
      case END -> {
        all.add((incoming.isText() ? "text " : "bytes ") + message.toString(ISO_8859_1));
        message.reset();
      }
      default -> {
        all.add(signal + " " + ISO_8859_1.decode(incoming.control()));
        isOver = signal == Signal.CLOSE;
      }
    }
    return signal != Signal.MORE;
  }

  private void takeData(ByteBuffer piece, int before, long gotBefore) throws Violation {
    incoming.take(piece, room.clear());
    got += room.position();
    message.write(room.array(), 0, room.position());
    idle = piece.remaining() == before && got == gotBefore ? idle + 1 : 0;
  }

  private void check() {
    if (idle > 2) {
      throw new AssertionError("it does not go on");
    }
    if (got > sent * MOST_OF_A_BYTE) {
      throw new AssertionError("of " + sent + " bytes it has made " + got);
    }
  }
}
