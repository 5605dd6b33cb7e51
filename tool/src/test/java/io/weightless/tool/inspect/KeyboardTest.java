package io.weightless.tool.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyboardTest {
  private final Keyboard keyboard = new Keyboard();

  @Test
  void keysThatComeTogetherAreToldApart() {
    assertThat(keys("q\u001b[A\u001bOBä😀\r\t\u007f\u0003\u001b[5~\u001b[1~"))
        .containsExactly(
            new Key.Typed('q'),
            Key.Named.UP,
            Key.Named.DOWN,
            new Key.Typed('ä'),
            new Key.Typed("😀".codePointAt(0)),
            Key.Named.ENTER,
            Key.Named.TAB,
            Key.Named.BACKSPACE,
            Key.Named.INTERRUPT,
            Key.Named.PAGE_UP,
            Key.Named.HOME);
  }

  @Test
  void aKeyMayComeInPieces() {
    byte[] bytes = "\u001b[6~ä\u001b[F".getBytes(UTF_8);
    for (int i = 2; i < bytes.length - 2; i++) { // an escape alone is a key
      if (bytes[i - 1] == 0x1b) {
        continue;
      }
      List<Key> keys = new ArrayList<>(keyboard.keys(ByteBuffer.wrap(bytes, 0, i)));
      keys.addAll(keyboard.keys(ByteBuffer.wrap(bytes, i, bytes.length - i)));
      assertThat(keys)
          .as("cut at %d", i)
          .containsExactly(Key.Named.PAGE_DOWN, new Key.Typed('ä'), Key.Named.END);
    }
  }

  @Test
  void anEscapeAloneIsTheKeyOfThatName() {
    assertThat(keys("\u001b")).containsExactly(Key.Named.ESCAPE);
    assertThat(keys("q")).containsExactly(new Key.Typed('q'));
  }

  @Test
  void aSequenceThatNobodyKnowsIsOneKeyAndHasAnEnd() {
    assertThat(keys("\u001b[15;2~q")).containsExactly(Key.Named.UNKNOWN, new Key.Typed('q'));
    assertThat(keys("\u001b[" + "1".repeat(100) + "\rq")).endsWith(new Key.Typed('q'));
  }

  @Test
  void bytesThatAreNoCharacterAreNoKey() {
    List<Key> keys = keyboard.keys(ByteBuffer.wrap(new byte[] {(byte) 0x80, 0x01, 'q'}));

    assertThat(keys).containsExactly(Key.Named.UNKNOWN, Key.Named.UNKNOWN, new Key.Typed('q'));
  }

  @Test
  void whatIsPressedAfterThePieceOfASequenceIsNotSwallowed() {
    assertThat(keys("\u001b\u001b")).containsExactly(Key.Named.ESCAPE, Key.Named.ESCAPE);
    assertThat(keys("\u0003")).containsExactly(Key.Named.INTERRUPT);
    assertThat(keys("\u001b\u001b[A")).containsExactly(Key.Named.ESCAPE, Key.Named.UP);
    assertThat(keys("\u001b[1\u0003")).containsExactly(Key.Named.UNKNOWN, Key.Named.INTERRUPT);
    assertThat(keys("\u001bä")).containsExactly(Key.Named.ESCAPE, new Key.Typed('ä'));
  }

  @Test
  void whatIsPressedAfterThePieceOfACharacterIsNotSwallowed() {
    List<Key> keys = keyboard.keys(ByteBuffer.wrap(new byte[] {(byte) 0xf0, (byte) 0x9f, 0x03}));

    assertThat(keys).containsExactly(Key.Named.UNKNOWN, Key.Named.INTERRUPT);
    assertThat(keys("ä")).containsExactly(new Key.Typed('ä'));
  }

  private List<Key> keys(String typed) {
    return keyboard.keys(ByteBuffer.wrap(typed.getBytes(UTF_8)));
  }
}
