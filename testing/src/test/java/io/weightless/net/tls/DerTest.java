package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DerTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0400",
    "127, 047f",
    "128, 048180",
    "255, 0481ff",
    "256, 04820100",
    "65536, 0483010000"
  })
  void aLengthHasAsManyBytesAsItNeeds(int length, String head) {
    byte[] element = Der.element(Der.OCTET_STRING, new byte[length]);
    assertThat(HexFormat.of().formatHex(element)).startsWith(head);
    assertThat(element).hasSize(head.length() / 2 + length);
    assertThat(Der.contents(ByteBuffer.wrap(element), Der.OCTET_STRING).remaining())
        .isEqualTo(length);
  }

  @Test
  void elementsAreReadOneAfterTheOther() {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex("020105a002aabb"));
    assertThat(Der.bytes(Der.contents(in, Der.INTEGER))).containsExactly(5);
    assertThat(Der.nextTag(in)).isEqualTo(Der.TAGGED_0);
    assertThat(Der.bytes(Der.contents(in, Der.TAGGED_0))).containsExactly(0xaa, 0xbb);
    assertThat(Der.nextTag(in)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"04020000", "3080", "308400000001ff", "3003ffff", "3081"})
  void whatIsNoElementOfTheTagIsRefused(String hex) {
    ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> Der.contents(in, Der.SEQUENCE))
        .isInstanceOfAny(IllegalArgumentException.class, BufferUnderflowException.class);
  }

  @Test
  void aKeyIsWrappedAsPkcs8() {
    byte[] wrapped = Der.pkcs8(new byte[] {42, 3}, new byte[] {5, 0}, new byte[] {1, 2, 3});
    assertThat(HexFormat.of().formatHex(wrapped))
        .isEqualTo("3010" + "020100" + "3006" + "06022a03" + "0500" + "0403010203");
  }
}
