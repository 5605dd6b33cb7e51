package io.weightless.check.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.conformance.Row.End;
import io.weightless.check.conformance.Row.HalfClose;
import io.weightless.check.conformance.Row.Send;
import io.weightless.check.conformance.Row.Step;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [Row] as it is played with the server, over one connection.
final class Conversation {
  static final int WHOLE = Integer.MAX_VALUE / 2;

  private static final String GOOD = "GET /plaintext HTTP/1.1\r\nHost: good\r\n\r\n";
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

  private final Demo demo;
  private final Row row;
  private final int piece;
  private @Nullable Received last;

  private Conversation(Demo demo, Row row, int piece) {
    this.demo = demo;
    this.row = row;
    this.piece = piece;
  }

  /// In one write, and octet by octet.
  static void playEachWay(Demo demo, Row row) throws IOException {
    try {
      play(demo, row, WHOLE);
      if (row.isShort()) {
        play(demo, row, 1);
      }
    } catch (AssertionError difference) {
      throw new AssertionError(row.name() + ": " + difference.getMessage(), difference);
    }
  }

  /// Plays the row, `piece` octets in each write, and then a good request on a new connection.
  private static void play(Demo demo, Row row, int piece) throws IOException {
    try (RawClient client = demo.connect()) {
      new Conversation(demo, row, piece).play(client);
    } finally {
      try (RawClient client = demo.connect()) {
        checkGood(client);
      }
    }
  }

  private void play(RawClient client) throws IOException {
    List<Step> steps = row.steps();
    int lastSent = steps.stream().filter(Send.class::isInstance).toList().size();
    for (Step step : steps) {
      switch (step) {
        case Send send -> send(client, send, --lastSent == 0);
        case HalfClose() -> client.endOutput();
        case Expected expected -> receive(client, expected);
      }
    }
    checkEnd(client);
  }

  private void send(RawClient client, Send send, boolean isLast) {
    boolean smuggles = isLast && row.end() == End.CLOSE && !row.isHalfClosed();
    String text = send.text().replace("" + Escapes.ETAG, demo.etag());
    client.send(smuggles ? text + SMUGGLED : text, piece);
  }

  private void receive(RawClient client, Expected expected) throws IOException {
    for (int i = 0; i < expected.times(); i++) {
      do {
        last = client.receive(expected.head());
      } while (last != null && last.isInterim() && !expected.wantsInterim());
      if (last != null) {
        assertThat(last.content()).as("what must not be seen").doesNotContain(Site.SECRET);
      }
      expected.check(last, isCut(), demo.etag());
    }
  }

  /// Whether the server has to begin before it has seen all that the client says.
  private boolean isCut() {
    return piece == 1 || !row.isShort() || row.isHalfClosed();
  }

  private void checkEnd(RawClient client) throws IOException {
    boolean closes = last == null || !last.isComplete() || last.saysClose();
    if (row.end() == End.CLOSE || (row.end() == End.EITHER && closes)) {
      assertThat(closes || isForeseen()).as("9112-9.6 says that it closes: %s", last).isTrue();
      assertThat(client.receive(false)).as("after the last response").isNull();
    } else {
      assertThat(closes).as("says that it stays open: %s", last).isFalse();
      checkGood(client);
    }
  }

  /// HTTP/1.0 or a client that has ended its side: then closing is what is expected anyway.
  private boolean isForeseen() {
    return row.isHalfClosed()
        || row.steps().stream()
            .anyMatch(step -> step instanceof Send send && send.text().contains(" HTTP/1.0\r\n"));
  }

  private static void checkGood(RawClient client) throws IOException {
    client.send(GOOD, WHOLE);
    Received answer = client.receive(false);
    assertThat(answer).as("the answer to a good request").isNotNull();
    assertThat(answer.status() + answer.content()).isEqualTo("200Hello, World!");
  }
}
