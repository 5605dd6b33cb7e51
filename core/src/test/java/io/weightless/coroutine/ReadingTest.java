package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Parts of programs that read as much as they want.
class ReadingTest {
  private static final Pattern LINE = Pattern.compile("(?<line>[a-z ]*)\n");

  private static Coroutine<String, String, String> matching(Pattern pattern, int maximum) {
    return Coroutine.of("matching", io -> Reading.match(io, pattern, maximum).group());
  }

  @Test
  void aMatchEndsWhereItEndsAndTheRestIsGivenBack() {
    var line =
        Coroutine.<String, String, String>of(
            "line", io -> Reading.match(io, LINE, 100).group("line"));
    line.next();
    assertThat(line.send("ab c")).isInstanceOf(Step.NeedsInput.class);

    assertThat(line.send("d\nnext")).isEqualTo(new Step.Done<>("ab cd", List.of("next")));
  }

  @Test
  void theBordersOfTheInputsDecideNothing() {
    String text = "12ab\n34";
    for (int border = 0; border <= text.length(); border++) {
      List<String> parts = List.of(text.substring(0, border), text.substring(border));
      Coroutine<String, String, String> numbers =
          Coroutine.of(
              "numbers",
              io -> {
                io.write(Reading.match(io, Pattern.compile("[0-9]+"), 9).group());
                io.write(Reading.match(io, LINE, 9).group());
                io.write(Reading.match(io, Pattern.compile("[0-9]+"), 9).group());
                return "";
              });
      assertThat(Outputs.of(numbers, parts).toList()).containsExactly("12", "ab\n", "34");
    }
  }

  @Test
  void aMatchMayHaveTheMaximumAndNotOneMore() {
    var right = matching(LINE, 5);
    right.next();
    assertThat(right.send("abcd\n")).isEqualTo(new Step.Done<>("abcd\n", List.of()));

    for (String text : List.of("abcdef", "abcde\n")) {
      var tooLong = matching(LINE, 5);
      tooLong.next();
      assertThatThrownBy(() -> tooLong.send(text))
          .isInstanceOf(InputTooLong.class)
          .hasMessageStartingWith("no match of ")
          .hasMessageEndingWith(" after 6 characters; the limit is 5");
      assertThat(tooLong.rest()).containsExactly(text);
    }
  }

  @Test
  void theMaximumCountsTheMatchAndNotWhatFollowsIt() {
    var match = matching(LINE, 5);
    match.next();

    assertThat(match.send("a\nlonger than that"))
        .isEqualTo(new Step.Done<>("a\n", List.of("longer than that")));
  }

  @Test
  void noMatchAtTheEndIsAFailureAndGivesAllBack() {
    var match = matching(LINE, 100);
    match.next();
    match.send("ab");
    match.send("cd");

    assertThatThrownBy(match::end)
        .isInstanceOf(EndOfInput.class)
        .hasMessage("the input of coroutine 'matching' ended where it needed more");
    assertThat(match.rest()).containsExactly("abcd");
  }

  @Test
  void whereNothingThatComesCouldMatchItDoesNotWait() {
    var get = matching(Pattern.compile("GET [^\n]*\n"), 8_192);
    get.next();
    assertThat(get.send("G")).isInstanceOf(Step.NeedsInput.class);

    assertThatThrownBy(() -> get.send("UT /"))
        .isInstanceOf(NoMatch.class)
        .hasMessage("no match of GET [^\n]*\n at the start of the input");
    assertThat(get.rest()).containsExactly("GUT /");
  }

  @Test
  void aBorderInTheMiddleOfACharacterDecidesNothingEither() {
    String text = "a\ud83d\ude00b\n";
    for (String pattern : List.of("a\ud83d\ude00?", "a.b\n", "a[^b]", "[^b]*b", ".\ud83d\ude00b")) {
      String whole = Outputs.of(matching(Pattern.compile(pattern), 9), List.of(text)).result();
      for (int border = 0; border <= text.length(); border++) {
        List<String> parts = List.of(text.substring(0, border), text.substring(border));
        assertThat(Outputs.of(matching(Pattern.compile(pattern), 9), parts).result())
            .as("%s at %s", pattern, border)
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void whatWasReadIsGivenBackWhenSomethingIsThrownIn() {
    assertThat(restAfterATimeout(io -> Reading.match(io, LINE, 100))).isEqualTo("half a line");
    assertThat(restAfterATimeout(io -> Reading.text(io, 100))).isEqualTo("half a line");
  }

  private static String restAfterATimeout(Subprogram<String, String, ?, RuntimeException> reading) {
    Coroutine<String, String, String> waiting =
        Coroutine.of(
            "waiting",
            io -> {
              assertThatThrownBy(() -> reading.run(io)).isInstanceOf(TimedOut.class);
              return io.next();
            });
    waiting.next();
    waiting.send("half ");
    waiting.send("a line");
    waiting.fail(new TimedOut("t"));
    return waiting.result();
  }

  @Test
  void soAreBytes() {
    Coroutine<ByteBuffer, String, ByteBuffer> waiting =
        Coroutine.of(
            "waiting",
            io -> {
              assertThatThrownBy(() -> Reading.bytes(io, 9)).isInstanceOf(TimedOut.class);
              return io.next();
            });
    waiting.next();
    buffers(2, 5).forEach(waiting::send);
    waiting.fail(new TimedOut("t"));

    assertThat(bytes(List.of(waiting.result()))).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aCloseLeavesWhatWasReadInTheRest() {
    Coroutine<String, String, String> all = Coroutine.of(io -> Reading.text(io, 100));
    all.next();
    all.send("half a line");
    all.close();

    assertThat(all.rest()).containsExactly("half a line");
  }

  @Test
  void allTextUpToTheMaximum() {
    Coroutine<String, String, String> all = Coroutine.of(io -> Reading.text(io, 4));
    assertThat(Outputs.of(all, List.of("ab", "cd")).result()).isEqualTo("abcd");

    Coroutine<String, String, String> more = Coroutine.of(io -> Reading.text(io, 4));
    assertThatThrownBy(() -> Outputs.of(more, List.of("ab", "cde", "f")).result())
        .isInstanceOf(InputTooLong.class)
        .hasMessage("5 characters and no end; the limit is 4");
    assertThat(more.rest()).containsExactly("abcde");
  }

  @Test
  void allBytesUpToTheMaximum() {
    Coroutine<ByteBuffer, String, byte[]> all = Coroutine.of(io -> Reading.bytes(io, 4));
    assertThat(Outputs.of(all, buffers(2, 4)).result()).containsExactly(0, 1, 2, 3);

    Coroutine<ByteBuffer, String, byte[]> more = Coroutine.of(io -> Reading.bytes(io, 3));
    assertThatThrownBy(() -> Outputs.of(more, buffers(2, 4)).result())
        .isInstanceOf(InputTooLong.class)
        .hasMessage("4 bytes and no end; the limit is 3");
  }

  /// The bytes from 0 up to `count`, in buffers of `size`.
  private static List<ByteBuffer> buffers(int size, int count) {
    List<ByteBuffer> all = new ArrayList<>();
    for (int from = 0; from < count; from += size) {
      ByteBuffer next = ByteBuffer.allocate(Math.min(size, count - from));
      for (int i = 0; next.hasRemaining(); i++) {
        next.put((byte) (from + i));
      }
      all.add(next.flip());
    }
    return all;
  }

  private static byte[] bytes(List<ByteBuffer> buffers) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer buffer : buffers) {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      all.writeBytes(copy);
    }
    return all.toByteArray();
  }

  /// One that was begun here, so that it is not closed with the coroutine that copies.
  private static Coroutine<ByteBuffer, ByteBuffer, byte[]> sink() {
    Coroutine<ByteBuffer, ByteBuffer, byte[]> sink =
        Coroutine.of("sink", io -> Reading.bytes(io, 1_000_000));
    sink.next();
    return sink;
  }

  @Test
  void exactlySoManyBytesAreCopiedAndTheRestIsGivenBack() {
    for (int size : List.of(1, 2)) {
      for (int count : List.of(10, 3, 2, 1, 0)) {
        var target = sink();
        Coroutine<ByteBuffer, ByteBuffer, byte[]> copying =
            Coroutine.of(
                "copying",
                io -> {
                  assertThat(Reading.copy(io, count, target)).isEqualTo(count);
                  return Reading.bytes(io, 100);
                });
        byte[] rest = Outputs.of(copying, buffers(size, 10)).result();
        byte[] copied = Outputs.of(target).result();

        assertThat(copied).hasSize(count).isEqualTo(bytes(buffers(size, count)));
        assertThat(rest).hasSize(10 - count);
        assertThat(rest.length == 0 || rest[0] == count).isTrue();
      }
    }
  }

  @Test
  void noByteIsLostWhateverTheSizesAre() {
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      int total = random.nextInt(200);
      int count = random.nextInt(total + 1);
      var input = buffers(1 + random.nextInt(30), total);
      byte[] whole = bytes(input);
      var target = sink();
      Coroutine<ByteBuffer, ByteBuffer, byte[]> copying =
          Coroutine.of(
              "copying",
              io -> {
                Reading.copy(io, count, target);
                return Reading.bytes(io, 1_000);
              });
      byte[] rest = Outputs.of(copying, input).result();
      byte[] copied = Outputs.of(target).result();

      assertThat(copied).hasSize(count);
      assertThat(bytes(List.of(ByteBuffer.wrap(copied), ByteBuffer.wrap(rest)))).isEqualTo(whole);
    }
  }

  @Test
  void whatTheTargetWritesIsWrittenAtOnce() {
    Coroutine<ByteBuffer, Integer, String> sizes =
        Coroutine.of(
            "sizes",
            io -> {
              for (ByteBuffer part = io.read(); part != null; part = io.read()) {
                io.write(part.remaining());
              }
              return "";
            });
    Coroutine<ByteBuffer, Integer, String> copying =
        Coroutine.of(
            "copying",
            io -> {
              Reading.copy(io, 5, sizes);
              io.write(-1);
              return "";
            });
    copying.next();
    List<ByteBuffer> parts = buffers(3, 9);

    assertThat(copying.send(parts.get(0))).isEqualTo(new Step.Output<>(3));
    assertThat(copying.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(copying.send(parts.get(1))).isEqualTo(new Step.Output<>(2));
    assertThat(copying.next()).isEqualTo(new Step.Output<>(-1));
    assertThat(copying.next()).isInstanceOf(Step.Done.class);
    assertThat(copying.rest()).singleElement().extracting(ByteBuffer::remaining).isEqualTo(1);
    sizes.close();
  }

  @Test
  void aTargetThatEndsBeforeTakesNoMore() {
    Coroutine<ByteBuffer, Integer, Integer> first =
        Coroutine.of("first", io -> io.next().remaining());
    Coroutine<ByteBuffer, Integer, Long> copying =
        Coroutine.of("copying", io -> Reading.copy(io, 5, first));
    copying.next();

    assertThat(copying.send(buffers(3, 3).getFirst())).isEqualTo(new Step.Done<>(3L, List.of()));
  }

  @Test
  void fewerBytesAreAFailure() {
    var target = sink();
    Coroutine<ByteBuffer, ByteBuffer, Long> copying =
        Coroutine.of("copying", io -> Reading.copy(io, 5, target));

    assertThatThrownBy(() -> Outputs.of(copying, buffers(3, 3)).result())
        .isInstanceOf(EndOfInput.class);
    assertThat(Outputs.of(target).result()).hasSize(3);
  }
}
