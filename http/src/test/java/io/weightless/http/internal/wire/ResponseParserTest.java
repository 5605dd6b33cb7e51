package io.weightless.http.internal.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.BadRequest;
import io.weightless.http.Limits;
import io.weightless.http.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ResponseParserTest {
  private static final int AMPLE = 1_000_000;
  private static final int ROUNDS = 10_000;

  /// To try it again, set the system property to the seed that a failure names.
  private static final long SEED = Long.getLong("weightless.seed", System.nanoTime());

  private static final Limits LIMITS = Limits.DEFAULT.with(new Limits.Body(Long.MAX_VALUE, 0));

  @ParameterizedTest
  @MethodSource("io.weightless.http.internal.wire.Rows#responses")
  void aResponseIsReadInOneWayHoweverItIsCut(Rows.Row row) {
    Pieces.everyWay(
        row.input(),
        pieces -> assertThat(ParsedResponses.of(pieces, LIMITS)).isEqualTo(row.expected()));
  }

  @Test
  void aDamagedResponseHasOneReading() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Rows.Row> rows = Rows.responses();
    for (int round = 0; round < ROUNDS; round++) {
      String row = rows.get(random.nextInt(rows.size())).input();
      String input = MutationTest.damaged(row, random);
      List<String> whole = ParsedResponses.of(Pieces.whole(input), LIMITS);
      List<String> cut = ParsedResponses.of(MutationTest.cut(input, random), LIMITS);
      assertThat(withoutLast(cut))
          .as("seed %d, round %d: %s", SEED, round, input)
          .isEqualTo(withoutLast(whole));
    }
  }

  /// Of a broken body more is seen when it comes in pieces: what came before the break.
  private static List<String> withoutLast(List<String> seen) {
    boolean isBroken = !seen.isEmpty() && seen.getLast().startsWith("!");
    List<String> texts = new ArrayList<>(seen);
    if (isBroken && texts.size() > 1) {
      texts.remove(texts.size() - 2);
    }
    return texts;
  }

  @Test
  void theStatusLineHasALimit() {
    Limits limits = LIMITS.with(new Limits.Head(20, AMPLE, 100));
    String line = "HTTP/1.1 200 1234567";
    assertThat(line).hasSize(20);

    everyOutcome(
        line + "\r\nContent-Length: 0\r\n\r\n", limits, "200 1234567 [Content-Length=0] keep");
    everyOutcome(line + "8\r\n\r\n", limits, "! the status line is too long; limit 20 bytes");
    everyOutcome(line + "8", limits, "! the status line is too long; limit 20 bytes");
  }

  @Test
  void theFieldsHaveLimits() {
    String line = "HTTP/1.1 204 N\r\n";
    Limits bytes = LIMITS.with(new Limits.Head(AMPLE, 12, 100));
    Limits count = LIMITS.with(new Limits.Head(AMPLE, AMPLE, 2));

    everyOutcome(line + "A: b\r\nC: d\r\n\r\n", bytes, "204 N [A=b] [C=d] keep");
    everyOutcome(
        line + "A: b\r\nC: de\r\n\r\n", bytes, "! the fields are too long; limit 12 bytes");
    everyOutcome(line + "A: b\r\nC: d\r\n\r\n", count, "204 N [A=b] [C=d] keep");
    everyOutcome(
        line + "A: b\r\nC: d\r\nE: f\r\n\r\n", count, "! there are too many fields; limit 2");
  }

  @Test
  void manyLargeFieldsAreRead() throws BadRequest {
    String fields = ("A: " + "x".repeat(100) + "\r\n").repeat(98);
    ByteBuffer in = Pieces.buffer("HTTP/1.1 200 OK\r\n" + fields + "\r\n");

    ResponseHead head = requireNonNull(new ResponseParser(LIMITS).parse(in));

    assertThat(head.headers().all("a")).hasSize(98).containsOnly("x".repeat(100));
  }

  @Test
  void whatFollowsAHeadIsLeftInTheBuffer() throws BadRequest {
    ByteBuffer in = Pieces.buffer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcd");
    ResponseParser parser = new ResponseParser(LIMITS);

    ResponseHead head = requireNonNull(parser.parse(in));

    assertThat(head.status()).isSameAs(Status.OK);
    assertThat(in.remaining()).isEqualTo(4);
    assertThat(parser.hasBegun()).isFalse();
  }

  private static void everyOutcome(String input, Limits limits, String... expected) {
    Pieces.everyWay(
        input, pieces -> assertThat(ParsedResponses.of(pieces, limits)).containsExactly(expected));
  }
}
