package io.weightless.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.websocket.internal.Violation;
import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6455, sections 5.5.1 and 7.4.
@OneEngine
final class CloseReasonTest {
  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
  void aCodeThatMayBeSentIsReadAgain(int code) throws Exception {
    CloseReason reason = new CloseReason(code, "grüße");

    assertThat(CloseReason.of(reason.payload())).isEqualTo(reason);
    assertThat(reason).hasToString(code + " grüße");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535})
  void aCodeThatMayNotBeSentIsAViolation(int code) {
    ByteBuffer payload = ByteBuffer.allocate(2).putShort((short) code).flip();

    assertThatThrownBy(() -> CloseReason.of(payload))
        .isInstanceOfSatisfying(Violation.class, bad -> assertThat(bad.code()).isEqualTo(1002))
        .hasMessage("a close frame says " + code);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 999, 1004, 1006, 1015, 2999, 5000})
  void nobodyCanSayACodeThatMayNotBeSent(int code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CloseReason(code));
  }

  @Test
  void withoutACodeThereIsNoText() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CloseReason(1005, "x"));
  }

  @ParameterizedTest
  @CsvSource({"03, 1002", "03 e8 ff, 1007", "03 e8 c3, 1007"})
  void aCloseFrameThatIsBrokenIsAViolation(String payload, int code) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(payload));

    assertThatThrownBy(() -> CloseReason.of(bytes))
        .isInstanceOfSatisfying(Violation.class, bad -> assertThat(bad.code()).isEqualTo(code));
  }

  @Test
  void aCloseFrameThatSaysNothingHasNoReason() throws Exception {
    assertThat(CloseReason.of(ByteBuffer.allocate(0))).isEqualTo(CloseReason.NONE);
    assertThat(CloseReason.NONE.payload().remaining()).isZero();
    assertThat(CloseReason.NONE).hasToString("1005");
  }

  @Test
  void aReasonHas123BytesAndNotOneMore() throws Exception {
    CloseReason longest = new CloseReason(1000, "x".repeat(121) + "ü");

    assertThat(longest.payload().remaining()).isEqualTo(125);
    assertThat(CloseReason.of(longest.payload())).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CloseReason(1000, "x".repeat(122) + "ü"));
  }

  @ParameterizedTest
  @CsvSource({"123, 123", "124, 123", "1000, 123"})
  void ofWordsAsManyAreSentAsThereIsRoomFor(int length, int sent) {
    assertThat(CloseReason.of(1002, "x".repeat(length)).text()).hasSize(sent);
  }

  @Test
  void aSignIsNotCutInTwo() {
    CloseReason reason = CloseReason.of(1002, "x".repeat(121) + "\uD83D\uDE00");

    assertThat(reason.text()).isEqualTo("x".repeat(121));
    assertThat(reason.payload().remaining()).isEqualTo(2 + reason.text().getBytes(UTF_8).length);
  }
}
