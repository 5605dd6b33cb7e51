package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.dns.ResolveException.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 1035, sections 2.3.4 and 5.1.
final class DomainNameTest {
  @ParameterizedTest
  @CsvSource({
    "www.example.org, www.example.org",
    "www.example.org., www.example.org",
    ".,.",
    "a\\.b.org, a\\.b.org",
    "a\\\\b, a\\\\b",
    "a\\000b.org, a\\000b.org",
    "a\\046b.org, a\\.b.org",
    "\\255, \\255"
  })
  void aNameIsReadAndWrittenAsInZones(String text, String written) {
    assertThat(DomainName.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a..b",
        ".a",
        "..",
        "a b",
        "b\u00fccher.example",
        "a\\",
        "a\\25",
        "a\\256",
        "\t"
      })
  void whatIsNoNameIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> DomainName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no name: ");
  }

  @Test
  void whatWouldMoveTheCursorIsWrittenInDigitsWhenItIsRefused() {
    assertThatThrownBy(() -> DomainName.parse("a\u001b[31m\u009b\nb\\"))
        .hasMessageStartingWith("'a\\027[31m\\155\\010b\\' is no name: ");
    assertThat(new ResolveException("a\nb\\010", null, Reason.NOT_A_NAME, List.of()))
        .hasMessage("look up a\\010b\\010: it can't be a name")
        .extracting(ResolveException::name)
        .isEqualTo("a\nb\\010");
  }

  @Test
  void aLabelMayHave63BytesAndNo64() {
    assertThat(DomainName.parse("a".repeat(63)).labels()).hasSize(1);
    assertThatThrownBy(() -> DomainName.parse("a".repeat(64))).hasMessageContaining("63 bytes");
  }

  @Test
  void aNameMayHave255BytesAndNo256() {
    String labels = ("a".repeat(62) + ".").repeat(4); // of 63 bytes each, with their lengths

    assertThat(DomainName.parse(labels + "b").labels()).hasSize(5);
    assertThatThrownBy(() -> DomainName.parse(labels + "bb")).hasMessageContaining("255 bytes");
  }

  @Test
  void theCaseOfItsLettersMakesNoDifference() {
    DomainName name = DomainName.parse("WWW.Example.org");

    assertThat(name).isEqualTo(DomainName.parse("www.example.ORG"));
    assertThat(name).hasSameHashCodeAs(DomainName.parse("www.example.ORG"));
    assertThat(name).isNotEqualTo(DomainName.parse("www.example.net"));
  }

  @Test
  void itIsInItselfAndInWhatItsLastLabelsSay() {
    DomainName name = DomainName.parse("www.example.org");

    assertThat(name.isIn(DomainName.parse("Example.ORG"))).isTrue();
    assertThat(name.isIn(name)).isTrue();
    assertThat(name.isIn(DomainName.parse("."))).isTrue();
    assertThat(name.isIn(DomainName.parse("ample.org"))).isFalse();
    assertThat(name.isIn(DomainName.parse("a.www.example.org"))).isFalse();
  }

  @Test
  void aDotWithinALabelIsNoEndOfIt() throws MalformedMessage {
    ByteBuffer bytes = ByteBuffer.allocate(20);
    new DomainName(List.of("a.b", "org")).writeTo(bytes);

    assertThat(new WireNames(bytes.flip()).read().labels()).containsExactly("a.b", "org");
  }
}
