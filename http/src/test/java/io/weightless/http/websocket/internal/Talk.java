package io.weightless.http.websocket.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What a peer sends that keeps to the rules: messages in parts, control frames between them, and
/// at last perhaps a close.
final class Talk {
  private static final Deflate ALL = new Deflate(false, false, 15, 15);
  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;

  private final byte[] bytes;
  private final List<String> said;

  private Talk(byte[] bytes, List<String> said) {
    this.bytes = bytes;
    this.said = said;
  }

  byte[] bytes() {
    return bytes;
  }

  /// As [Heard] hears it.
  List<String> said() {
    return said;
  }

  static Talk random(SplittableRandom random, boolean ofClient, boolean isCompressed) {
    Frames frames = new Frames(ofClient);
    List<String> said = new ArrayList<>();
    try (Deflating deflating = Deflating.ofClient(ALL, 1)) {
      for (int left = 1 + random.nextInt(4); left > 0; left--) {
        message(random, frames, said, isCompressed && random.nextBoolean() ? deflating : null);
      }
    }
    if (random.nextInt(3) == 0) {
      frames.add(FINAL | Opcode.CLOSE, new byte[] {3, (byte) 0xe8});
      said.add("CLOSE \u0003\u00e8");
    }
    return new Talk(frames.toBytes(), said);
  }

  private static void message(
      SplittableRandom random, Frames frames, List<String> said, @Nullable Deflating deflating) {
    boolean isText = random.nextBoolean();
    byte[] content = isText ? text(random) : Messages.random(random, size(random));
    byte[] payload =
        deflating == null ? content : Messages.taken(deflating.message(ByteBuffer.wrap(content)));
    int first = (isText ? Opcode.TEXT : Opcode.BINARY) | (deflating == null ? 0 : COMPRESSED);
    int from = 0;
    for (int parts = random.nextInt(4); parts > 0; parts--) {
      int to = from + random.nextInt(payload.length - from + 1);
      frames.add(first, Arrays.copyOfRange(payload, from, to));
      first = Opcode.CONTINUATION;
      from = to;
      control(random, frames, said);
    }
    frames.add(FINAL | first, Arrays.copyOfRange(payload, from, payload.length));
    said.add((isText ? "text " : "bytes ") + new String(content, ISO_8859_1));
    control(random, frames, said);
  }

  private static void control(SplittableRandom random, Frames frames, List<String> said) {
    if (random.nextInt(4) == 0) {
      boolean isPing = random.nextBoolean();
      byte[] payload = new byte[random.nextInt(3) == 0 ? 125 : random.nextInt(10)];
      random.nextBytes(payload);
      frames.add(FINAL | (isPing ? Opcode.PING : Opcode.PONG), payload);
      said.add((isPing ? "PING " : "PONG ") + new String(payload, ISO_8859_1));
    }
  }

  private static byte[] text(SplittableRandom random) {
    return "aü€\uD83D\uDE00 ".repeat(1 + random.nextInt(3) * random.nextInt(40)).getBytes(UTF_8);
  }

  private static int size(SplittableRandom random) {
    return random.nextInt(20) == 0 ? 10_000 : 200;
  }
}
