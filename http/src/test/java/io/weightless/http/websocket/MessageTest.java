package io.weightless.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

/// Messages as values.
@OneEngine
final class MessageTest {
  @Test
  void aTextIsItsUtf8() {
    Message message = Message.text("ü\uD83D\uDE00");

    assertThat(message.isText()).isTrue();
    assertThat(message.length()).isEqualTo(6);
    assertThat(message.bytes()).isEqualTo(ByteBuffer.wrap("ü\uD83D\uDE00".getBytes(UTF_8)));
    assertThat(message.text()).isEqualTo("ü\uD83D\uDE00");
  }

  @Test
  void halfASurrogatePairIsAQuestionMark() {
    assertThat(Message.text("a\uD83Db").text()).isEqualTo("a?b");
  }

  @Test
  void bytesAreWhatRemainsWhereverItIs() {
    ByteBuffer direct = ByteBuffer.allocateDirect(5).put("xabcx".getBytes(UTF_8));
    ByteBuffer heap = ByteBuffer.wrap("xabcx".getBytes(UTF_8));
    for (ByteBuffer bytes : new ByteBuffer[] {direct, heap, heap.asReadOnlyBuffer()}) {
      Message message = Message.binary(bytes.limit(4).position(1));

      assertThat(message.isText()).isFalse();
      assertThat(message.length()).isEqualTo(3);
      assertThat(message.text()).isEqualTo("abc");
      assertThat(bytes.position()).isEqualTo(1);
      assertThat(message.bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void whoeverReadsItLeavesItAsItIs() {
    Message message = Message.binary(new byte[] {1, 2, 3});
    message.bytes().get();
    message.content().get();

    assertThat(message.length()).isEqualTo(3);
    assertThat(message.bytes().get(0)).isEqualTo((byte) 1);
    assertThatThrownBy(() -> message.bytes().put(0, (byte) 7))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void messagesAreEqualIfTheySayTheSameInTheSameKind() {
    Message text = Message.text("abc");

    assertThat(text).isEqualTo(Message.of(true, ByteBuffer.wrap("abc".getBytes(UTF_8))));
    assertThat(text).hasSameHashCodeAs(Message.text("abc"));
    assertThat(text).isNotEqualTo(Message.binary("abc".getBytes(UTF_8)));
    assertThat(text).isNotEqualTo(Message.text("abd"));
    assertThat(text).isNotEqualTo("abc");
  }

  @Test
  void itDoesNotShowWhatItSays() {
    assertThat(Message.text("secret")).hasToString("a text of 6 bytes");
    assertThat(Message.binary(new byte[2])).hasToString("a message of 2 bytes");
  }
}
