package io.weightless.check.conformance.websocket;

import static io.weightless.check.conformance.websocket.Frame.binary;
import static io.weightless.check.conformance.websocket.Frame.continuation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/// Group 15: what is more than 16 MiB, however it comes, is refused in the middle of it.
final class LimitCases {
  private static final int MEBI = 1 << 20;
  private static final int LIMIT = 16 * MEBI;

  private LimitCases() {}

  static Stream<Case> all() {
    return Stream.of(frame(), fragments(), bomb(), fragmentedBomb(), bombBehindBomb());
  }

  private static Case frame() {
    return Case.of("15.1", "a frame of an octet too many, before its payload comes")
        .sendsRaw(binary("").start(LIMIT + 1))
        .fails(1009);
  }

  private static Case fragments() {
    Case test = Case.of("15.2", "a message of an octet too many, in fragments that never end");
    test.sends(binary("x".repeat(MEBI)).unfinished());
    for (int i = 1; i < LIMIT / MEBI; i++) {
      test.sends(continuation("x".repeat(MEBI)).unfinished());
    }
    return test.sends(continuation("x").unfinished()).fails(1009);
  }

  private static Case bomb() {
    return Case.of("15.3", "a message of 256 MiB, compressed to 256 KiB")
        .offers(Agreement.NAME)
        .sends(binary(zeros(256)).reserved(4))
        .fails(1009);
  }

  private static Case fragmentedBomb() {
    Case test = Case.of("15.4", "the same in fragments").offers(Agreement.NAME);
    String zeros = zeros(256);
    List<Frame> frames = new ArrayList<>();
    for (int at = 0; at < zeros.length(); at += 1000) {
      String part = zeros.substring(at, Math.min(zeros.length(), at + 1000));
      frames.add(at == 0 ? binary(part).reserved(4) : continuation(part));
    }
    frames.replaceAll(Frame::unfinished);
    return test.sends(frames.toArray(Frame[]::new)).fails(1009);
  }

  private static Case bombBehindBomb() {
    return Case.of("15.5", "a text of an octet too many, compressed")
        .offers(Agreement.NAME)
        .sendsCompressed(Frame.TEXT, "a".repeat(LIMIT + 1), Traffic.WHOLE)
        .fails(1009);
  }

  /// So many MiB of them, compressed.
  private static String zeros(int mebi) {
    try (Deflater deflater = new Deflater(9, true)) {
      byte[] part = new byte[MEBI];
      byte[] room = new byte[MEBI];
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < mebi; i++) {
        deflater.setInput(part);
        int n = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        all.append(Octets.of(Arrays.copyOf(room, n)));
      }
      return all.substring(0, all.length() - 4);
    }
  }
}
