package io.weightless.http.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EventParserTest {
  /// To try it again, set the system property to the seed that a failure names.
  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  @Test
  void theExamplesOfTheStandardAreRead() throws Exception {
    assertThat(read("data: YHOO\ndata: +2\ndata: 10\n\n"))
        .containsExactly(ServerEvent.of("YHOO\n+2\n10"));
    String comments =
        """
        : test stream

        data: first event
        id: 1

        data:second event
        id

        data:  third

        """;
    assertThat(read(comments))
        .containsExactly(
            ServerEvent.of("first event").withId("1"),
            ServerEvent.of("second event"),
            ServerEvent.of(" third"));
    assertThat(read("data\n\ndata\ndata\n\ndata:"))
        .containsExactly(ServerEvent.of(""), ServerEvent.of("\n"));
    assertThat(read("data:test\n\ndata: test\n\n"))
        .containsExactly(ServerEvent.of("test"), ServerEvent.of("test"));
    assertThat(read("event: add\ndata: 73\n\nevent: remove\n\ndata: 1\nevent: message\n\n"))
        .containsExactly(ServerEvent.of("add", "73"), ServerEvent.of("1"));
  }

  @Test
  void idsStayUntilThereIsAnother() throws Exception {
    EventParser parser = new EventParser(100);
    List<ServerEvent> events =
        read(parser, "id: 1\ndata: a\n\ndata: b\n\nid: 2\0\ndata: c\n\nid: 3\n\nid: 4\ndata: d");

    assertThat(events.stream().map(ServerEvent::id)).containsExactly("1", "1", "1");
    assertThat(parser.lastEventId()).isEqualTo("3");
  }

  @Test
  void aTypeIsThatOfOneEvent() throws Exception {
    assertThat(read("event: add\ndata: 1\n\ndata: 2\n\nevent: add\n\ndata: 3\n\n"))
        .containsExactly(ServerEvent.of("add", "1"), ServerEvent.of("2"), ServerEvent.of("3"));
  }

  @Test
  void aByteOrderMarkIsNothingAtTheVeryBeginningOnly() throws Exception {
    assertThat(read("\ufeffdata: 1\n\ufeffdata: 2\n\n\ufeffdata: 3\n\n"))
        .containsExactly(ServerEvent.of("1"));
  }

  @Test
  void theTimeToComeBackIsDigits() throws Exception {
    EventParser parser = new EventParser(100);
    assertThat(parser.retry()).isNull();
    read(parser, "retry: 1500\nretry: 1s\nretry: -1\nretry:\n");
    assertThat(parser.retry()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void whereverItIsCutItSaysTheSame() throws Exception {
    String text =
        "\ufeffdata: a\r\n"
            + "data: ä€\r\n\r\n"
            + ":x\r"
            + "id: 7\r\r"
            + "data: b\n\n"
            + "data: \ufeffc\r\n\n\r"
            + "event: e\n"
            + "data\r\n\r\n";
    byte[] bytes = text.getBytes(UTF_8);
    List<ServerEvent> whole = read(text);
    assertThat(whole)
        .containsExactly(
            ServerEvent.of("a\nä€"),
            ServerEvent.of("b").withId("7"),
            ServerEvent.of("\ufeffc").withId("7"),
            ServerEvent.of("e", "").withId("7"));

    for (int place = 0; place <= bytes.length; place++) {
      EventParser parser = new EventParser(100);
      List<ServerEvent> cut = read(parser, Arrays.copyOf(bytes, place));
      cut.addAll(read(parser, Arrays.copyOfRange(bytes, place, bytes.length)));
      assertThat(cut).as("cut at %d", place).isEqualTo(whole);
    }
  }

  @Test
  void whatIsWrittenIsReadAsItWas() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 5_000; round++) {
      String data = text(random, "ab: \n\0é€\ufeff");
      ServerEvent event = ServerEvent.of("t" + text(random, "x: é"), data).withId("1" + round);
      assertThat(read(event.encoded())).as("seed %d, %s", SEED, event).containsExactly(event);
    }
  }

  @Test
  void linesAndDataHaveALimit() throws Exception {
    assertThat(read(new EventParser(8), "data: 12\n\n")).hasSize(1);
    assertThatThrownBy(() -> read(new EventParser(7), "data: 12\n\n"))
        .isInstanceOf(IOException.class);
    assertThat(read(new EventParser(8), "data: 12\ndata: 34\ndata:56\n\n")).hasSize(1);
    assertThatThrownBy(() -> read(new EventParser(8), "data: 12\ndata: 34\ndata:567\n\n"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anEventIsWhatCanBeSent() {
    assertThat(
            ServerEvent.of("t", "a\r\nb\rc\n")
                .withId("1")
                .withRetry(Duration.ofSeconds(2))
                .encoded())
        .isEqualTo("id: 1\nevent: t\nretry: 2000\ndata: a\ndata: b\ndata: c\ndata: \n\n");
    for (String wrong : List.of("a\nb", "a\r", "\0")) {
      assertThatThrownBy(() -> ServerEvent.of("").withId(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ServerEvent.of("a\rdata: x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ServerEvent.of("").withRetry(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<ServerEvent> read(String text) throws Exception {
    return read(new EventParser(1000), text);
  }

  private static List<ServerEvent> read(EventParser parser, String text) throws Exception {
    return read(parser, text.getBytes(UTF_8));
  }

  private static List<ServerEvent> read(EventParser parser, byte[] bytes) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<ServerEvent> events = new ArrayList<>();
    for (ServerEvent event = parser.next(in); event != null; event = parser.next(in)) {
      events.add(event);
    }
    return events;
  }

  private static String text(SplittableRandom random, String of) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }
}
