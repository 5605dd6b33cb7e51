package io.weightless.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.websocket.internal.Deflate;
import io.weightless.http.websocket.internal.Deflating;
import io.weightless.http.websocket.internal.FrameWriter;
import io.weightless.http.websocket.internal.Incoming;
import io.weightless.http.websocket.internal.Incoming.Signal;
import io.weightless.http.websocket.internal.Inflating;
import io.weightless.http.websocket.internal.Opcode;
import io.weightless.http.websocket.internal.Violation;
import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages as wholes, within their limit.
@OneEngine
final class GatheredTest {
  private static final int FRAME_BYTES = 1 << 30;
  private static final Deflate ALL = new Deflate(false, false, 15, 15);

  /// The most room that was there at a time.
  private int mostRoom;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 65_536, 65_537, 200_000})
  void aMessageOfTheLimitIsWholeAndOneOfAByteMoreIsRefused(int most) throws Exception {
    byte[] right = random(most);
    byte[] tooLong = random(most + 1);
    for (int parts : new int[] {1, 2, 7}) {
      Gathered gathered = new Gathered(most);
      assertThat(gathered.isEmpty()).isTrue();
      assertThat(message(gathered, incoming(), frames(right, parts))).isEqualTo(right);
      assertThat(gathered.isEmpty()).isTrue();
      refuses(new Gathered(most), incoming(), frames(tooLong, parts), most);
      assertThat(message(gathered, compressing(), compressed(right))).isEqualTo(right);
      refuses(new Gathered(most), compressing(), compressed(tooLong), most);
    }
  }

  private void refuses(Gathered gathered, Incoming incoming, ByteBuffer frames, int most) {
    assertThatThrownBy(() -> message(gathered, incoming, frames))
        .isInstanceOfSatisfying(Violation.class, bad -> assertThat(bad.code()).isEqualTo(1009))
        .hasMessage("a message has more than " + most + " bytes");
  }

  @Test
  void whatIsTooLongIsRefusedWhenItIsAnnounced() throws Exception {
    Incoming incoming = incoming();
    ByteBuffer head = ByteBuffer.allocate(FrameWriter.HEAD_BYTES + 1);
    FrameWriter.head(head, Opcode.BINARY, true, false, 101);
    ByteBuffer first = head.put((byte) 1).flip();
    assertThat(incoming.next(first)).isEqualTo(Signal.DATA);

    assertThatThrownBy(() -> new Gathered(100).room(incoming)).isInstanceOf(Violation.class);
  }

  @Test
  void roomIsMadeForWhatHasComeAndNotForWhatIsAnnounced() throws Exception {
    Gathered gathered = new Gathered(1 << 29);
    Incoming incoming = incoming();
    ByteBuffer head = ByteBuffer.allocate(FrameWriter.HEAD_BYTES);
    FrameWriter.head(head, Opcode.BINARY, true, false, 1 << 29);
    assertThat(incoming.next(head.flip())).isEqualTo(Signal.MORE);
    for (int came = 1000; came <= 400_000; came += 1000) {
      take(gathered, incoming, ByteBuffer.allocate(1000));
      assertThat(gathered.room(incoming).capacity()).isBetween(came, Math.max(65_536, 2 * came));
    }
  }

  @Test
  void aFrameThatIsWholeGetsNoMoreRoomThanItNeeds() throws Exception {
    byte[] small = random(10);

    message(new Gathered(1 << 20), incoming(), frames(small, 1));

    assertThat(mostRoom).isEqualTo(10);
  }

  private byte[] message(Gathered gathered, Incoming incoming, ByteBuffer frames) throws Violation {
    try {
      Signal signal = take(gathered, incoming, frames);
      assertThat(signal).isEqualTo(Signal.END);
      ByteBuffer all = gathered.take();
      byte[] bytes = new byte[all.remaining()];
      all.get(bytes);
      return bytes;
    } finally {
      incoming.close();
    }
  }

  private Signal take(Gathered gathered, Incoming incoming, ByteBuffer in) throws Violation {
    Signal signal = incoming.next(in);
    while (signal == Signal.DATA) {
      ByteBuffer room = gathered.room(incoming);
      assertThat(room.hasRemaining()).isTrue();
      mostRoom = Math.max(mostRoom, room.capacity());
      incoming.take(in, room);
      signal = incoming.next(in);
    }
    return signal;
  }

  private static Incoming incoming() {
    return new Incoming(false, FRAME_BYTES, null);
  }

  private static Incoming compressing() {
    return new Incoming(false, FRAME_BYTES, Inflating.ofServer(ALL));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }

  private static ByteBuffer frames(byte[] content, int parts) {
    ByteBuffer frames = ByteBuffer.allocate(content.length + parts * FrameWriter.HEAD_BYTES);
    int from = 0;
    for (int i = 1; i <= parts; i++) {
      int to = (int) ((long) content.length * i / parts);
      int opcode = i == 1 ? Opcode.BINARY : Opcode.CONTINUATION;
      FrameWriter.head(frames, opcode, i == parts, false, to - from);
      frames.put(content, from, to - from);
      from = to;
    }
    return frames.flip();
  }

  private static ByteBuffer compressed(byte[] content) {
    try (Deflating deflating = Deflating.ofServer(ALL, 6)) {
      ByteBuffer payload = deflating.message(ByteBuffer.wrap(content));
      ByteBuffer frame = ByteBuffer.allocate(FrameWriter.HEAD_BYTES + payload.remaining());
      FrameWriter.head(frame, Opcode.BINARY, true, true, payload.remaining());
      return frame.put(payload).flip();
    }
  }
}
