package io.weightless.net.component;

import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component;
import io.weightless.reactor.Reactor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Lines out of bytes.
final class LinesTest {
  @AutoClose private final Reactor reactor = Reactor.open();

  private List<String> lines(Lines lines, ByteBuffer... pieces) {
    List<String> all = new ArrayList<>();
    Component<Void, ByteBuffer> sender =
        part("sender", (_, out) -> List.of(pieces).forEach(out::send));
    reactor.run(() -> sender.into(lines).into(takes(all::add)).run());
    return all;
  }

  private static ByteBuffer[] cut(String text, int first, int second) {
    byte[] all = bytes(text).array();
    return new ByteBuffer[] {
      ByteBuffer.wrap(all, 0, first),
      ByteBuffer.wrap(all, first, second - first),
      ByteBuffer.wrap(all, second, all.length - second)
    };
  }

  @Test
  void linesAreTheSameWhereverTheirBytesAreCut() {
    String text = "one\r\n\ntw\ro\n€uro\nlast";
    int length = bytes(text).remaining();
    for (int first = 0; first <= length; first++) {
      for (int second = first; second <= length; second++) {
        assertThat(lines(new Lines(), cut(text, first, second)))
            .containsExactly("one", "", "tw\ro", "€uro", "last");
      }
    }
  }

  @Test
  void nothingIsNoLineAndAnEndOfOneBeginsNoOther() {
    assertThat(lines(new Lines())).isEmpty();
    assertThat(lines(new Lines(), bytes("one\n"))).containsExactly("one");
    assertThat(lines(new Lines(), bytes("\n"))).containsExactly("");
  }

  @Test
  void whatIsNotUtf8IsMarked() {
    ByteBuffer wrong = ByteBuffer.wrap(new byte[] {'a', (byte) 0xff, 'b', '\n'});

    assertThat(lines(new Lines(), wrong)).containsExactly("a\uFFFDb");
    assertThat(wrong.remaining()).as("it is left as it is").isEqualTo(4);
  }

  @Test
  void aLineMayBeAsLongAsTheLimitAndNoLonger() {
    for (String end : new String[] {"\n", "\r\n", ""}) {
      assertThat(lines(new Lines(5), bytes("12345" + end))).containsExactly("12345");
      assertThatThrownBy(() -> lines(new Lines(5), bytes("123456" + end)))
          .hasCauseInstanceOf(LineTooLong.class)
          .hasMessageContaining("a line has more than 5 bytes");
    }
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeAllOfItIsHere() {
    Component<Void, ByteBuffer> endless =
        part(
            "endless",
            (_, out) -> {
              while (true) {
                out.send(bytes("x"));
              }
            });
    reactor.run(() ->
        assertThatThrownBy(() -> endless.into(new Lines(1_000)).run())
            .hasCauseInstanceOf(LineTooLong.class));
  }

  @Test
  void itIsRefusedAsSoonAsNoEndCanMakeItShortEnough() throws LineTooLong {
    LineCutter cutter = new LineCutter(5);

    assertThat(cutter.next(bytes("12345\r"))).as("may be an end").isNull();
    assertThatThrownBy(() -> cutter.next(bytes("7"))).isInstanceOf(LineTooLong.class);
  }

  @Test
  void aLineHasUpTo64KibibytesIfNotToldOtherwise() {
    String longest = "x".repeat(64 * 1024);

    assertThat(lines(new Lines(), bytes(longest))).containsExactly(longest);
    assertThatThrownBy(() -> lines(new Lines(), bytes(longest + "x")))
        .hasCauseInstanceOf(LineTooLong.class);
  }

  @Test
  void aReturnAloneIsNoEnd() {
    assertThat(lines(new Lines(), bytes("last\r"))).containsExactly("last\r");
    assertThat(lines(new Lines(), bytes("a\r\r\n"))).containsExactly("a\r");
    assertThatThrownBy(() -> lines(new Lines(5), bytes("12345\r")))
        .hasCauseInstanceOf(LineTooLong.class);
  }

  @Test
  void aLineNeedsRoom() {
    assertThatThrownBy(() -> new Lines(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLimitMayBeAsLargeAsCanBe() {
    assertThat(lines(new Lines(Integer.MAX_VALUE), bytes("one\n"))).containsExactly("one");
  }
}
