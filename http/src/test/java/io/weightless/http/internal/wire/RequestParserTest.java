package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@OneEngine
final class RequestParserTest {
  private static final int AMPLE = 1_000_000;

  @ParameterizedTest
  @MethodSource("io.weightless.http.internal.wire.Rows#valid")
  void aWellFormedRequestIsReadAsItIsHoweverItIsCut(Rows.Row row) {
    Pieces.everyWay(
        row.input(), pieces -> assertThat(Parsed.all(pieces)).isEqualTo(row.expected()));
  }

  @ParameterizedTest
  @MethodSource("io.weightless.http.internal.wire.Rows#invalid")
  void aMalformedRequestIsRefusedHoweverItIsCut(Rows.Row row) {
    Pieces.everyWay(
        row.input(), pieces -> assertThat(Parsed.all(pieces)).isEqualTo(row.expected()));
  }

  @ParameterizedTest
  @MethodSource("io.weightless.http.internal.wire.Rows#invalid")
  void whatFollowsAMalformedRequestIsNeverReadAsOne(Rows.Row row) {
    String input = row.input() + "GET /next HTTP/1.0\r\n\r\n";

    Pieces.everyWay(input, pieces -> assertThat(Parsed.all(pieces)).hasSize(1));
  }

  @Test
  void aMalformedLineIsRefusedBeforeItsEndComes() {
    assertThat(Parsed.all(Pieces.whole("GET / HTTQ"))).containsExactly("400");
    assertThat(Parsed.all(Pieces.whole("GET / HTTP/1.0\r\nA\0"))).containsExactly("400");
  }

  @Test
  void theRequestLineHasALimit() {
    Limits limits = Limits.DEFAULT.with(new Limits.Head(30, AMPLE, 100));
    String line = "GET /2345678901234567 HTTP/1.0";
    assertThat(line).hasSize(30);

    everyOutcome(line + "\r\n\r\n", limits, line + " close");
    everyOutcome(line.replaceFirst("/", "/x") + "\r\n\r\n", limits, "414");
    everyOutcome("G".repeat(31), limits, "414");
    everyOutcome("GET /" + "x".repeat(26), limits, "414");
  }

  @Test
  void theHeaderSectionHasALimit() {
    String line = "GET / HTTP/1.0\r\n";
    String fields = "A: b\r\nC:\r\n";
    Limits exact = Limits.DEFAULT.with(new Limits.Head(AMPLE, fields.length(), 100));
    Limits less = Limits.DEFAULT.with(new Limits.Head(AMPLE, fields.length() - 1, 100));
    String seen = "GET / HTTP/1.0 [A=b] [C=] close";
    String head = line + fields + "\r\n";

    everyOutcome(head, exact, seen);
    everyOutcome(head + head, exact, seen, seen);
    everyOutcome(head, less, "431");
    everyOutcome(line + "A: " + "b".repeat(9), exact, "431");
    everyOutcome(line + "A".repeat(12), exact, "431");
    everyOutcome(line + "A:" + " ".repeat(10), exact, "431");
  }

  @Test
  void theNumberOfFieldsHasALimit() {
    Limits limits = Limits.DEFAULT.with(new Limits.Head(AMPLE, AMPLE, 2));

    everyOutcome("GET / HTTP/1.0\r\nA:\r\nB:\r\n\r\n", limits, "GET / HTTP/1.0 [A=] [B=] close");
    everyOutcome("GET / HTTP/1.0\r\nA:\r\nB:\r\nC:\r\n\r\n", limits, "431");
  }

  @Test
  void theDefaultLimitsAreThoseThatAreDocumented() {
    String line = "GET /" + "x".repeat(8192 - 14) + " HTTP/1.0";
    assertThat(line).hasSize(8192);
    String field = "A: " + "y".repeat(16_384 - 5) + "\r\n";
    String seen = line + " [A=" + "y".repeat(16_384 - 5) + "] close";

    assertThat(outcome(line + "\r\n" + field + "\r\n")).containsExactly(seen);
    assertThat(outcome(line.replace("/x", "/xx") + "\r\n\r\n")).containsExactly("414");
    assertThat(outcome(line + "\r\nA" + field + "\r\n")).containsExactly("431");
    assertThat(outcome("GET / HTTP/1.0\r\n" + "A:\r\n".repeat(100) + "\r\n")).hasSize(1);
    assertThat(outcome("GET / HTTP/1.0\r\n" + "A:\r\n".repeat(101) + "\r\n"))
        .containsExactly("431");
  }

  @Test
  void theBodyHasALimit() {
    Limits limits = Limits.DEFAULT.with(new Limits.Body(3, 0));
    String length = "POST / HTTP/1.0\r\nContent-Length: ";
    String chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    everyOutcome(length + "3\r\n\r\nabc", limits, "POST / HTTP/1.0 [Content-Length=3] close 3 abc");
    everyOutcome(length + "4\r\n\r\nabcd", limits, "413");
    everyOutcome(
        chunked + "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n",
        limits,
        "POST / HTTP/1.1 [Host=a] [Transfer-Encoding=chunked] keep chunked abc");
    everyOutcome(chunked + "1\r\na\r\n3\r\nbcd\r\n0\r\n\r\n", limits, "413");
  }

  @Test
  void whatChunksSayBesideDataHasALimit() {
    Limits limits = Limits.DEFAULT.with(new Limits.Head(AMPLE, 100, 2));
    String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    String seen = "POST / HTTP/1.1 [Host=a] [Transfer-Encoding=chunked] keep chunked";

    everyOutcome(head + "1;" + "x".repeat(98) + "\r\na\r\n0\r\n\r\n", limits, seen + " a");
    everyOutcome(
        head + ("1;" + "x".repeat(49) + "\r\na\r\n").repeat(2) + "0\r\n\r\n", limits, "431");
    everyOutcome(
        head + "7;abcde\r\n1234567\r\n".repeat(99) + "0\r\n\r\n",
        limits,
        seen + " " + "1234567".repeat(99));
    everyOutcome(head + "0".repeat(115) + "1\r\na\r\n0\r\n\r\n", limits, seen + " a");
    everyOutcome(head + "0".repeat(116) + "1\r\na\r\n0\r\n\r\n", limits, "431");
    everyOutcome(head + "1;" + "x".repeat(99) + "\r\na\r\n0\r\n\r\n", limits, "431");
    everyOutcome(
        head + "0\r\nA:" + "x".repeat(96) + "\r\n\r\n",
        limits,
        seen + " [A=" + "x".repeat(96) + "]");
    everyOutcome(head + "0\r\nA:" + "x".repeat(97) + "\r\n\r\n", limits, "431");
    everyOutcome(head + "0\r\nA:\r\nB:\r\n\r\n", limits, seen + " [A=] [B=]");
    everyOutcome(head + "0\r\nA:\r\nB:\r\nC:\r\n\r\n", limits, "431");
  }

  @Test
  void aHeadOutlivesTheBufferItCameIn() throws BadRequest {
    RequestParser parser = new RequestParser(Limits.DEFAULT);
    ByteBuffer buffer = Pieces.buffer("GET /a HTTP/1.0\r\nA: b\r\n\r\nGET /b HTTP/1.0\r\n\r\n");

    Head first = requireNonNull(parser.parse(buffer));
    Pieces.spoil(buffer);
    Head second = requireNonNull(parser.parse(buffer));

    assertThat(Parsed.text(first)).isEqualTo("GET /a HTTP/1.0 [A=b] close");
    assertThat(Parsed.text(second)).isEqualTo("GET /b HTTP/1.0 close");
    assertThat(parser.hasBegun()).isFalse();
  }

  @Test
  void bytesBehindAHeadWithABodyAreLeftInTheBuffer() throws BadRequest {
    RequestParser parser = new RequestParser(Limits.DEFAULT);
    ByteBuffer buffer = Pieces.buffer("POST / HTTP/1.0\r\nContent-Length: 3\r\n\r\nabcGET ");

    assertThat(parser.parse(buffer)).isNotNull();

    assertThat(buffer.remaining()).isEqualTo(7);
    assertThat(parser.hasBegun()).isFalse();
  }

  @Test
  void aHeadThatIsLargerThanTheWindowIsReadWhole() {
    String fields = "A: b\r\n".repeat(90) + "B: " + "c".repeat(9000) + "\r\n";
    String head = "GET / HTTP/1.0\r\n" + fields + "\r\n";

    assertThat(outcome(head + head + head)).hasSize(3).containsOnly(outcome(head).getFirst());
  }

  @Test
  void manyPipelinedRequestsInOneBufferAreAllRead() {
    String one = "GET /plaintext HTTP/1.1\r\nHost: a\r\n\r\n";

    List<String> seen = outcome(one.repeat(1000));

    assertThat(seen).hasSize(1000).containsOnly("GET /plaintext HTTP/1.1 [Host=a] keep");
  }

  @Test
  void theRequestLineIsKnownForTheLogWhateverBecameOfIt() {
    assertThat(lineOf("GET /a HTTP/1.0\r\nA : b\r\n\r\n")).isEqualTo("GET /a HTTP/1.0");
    assertThat(lineOf("GET /a HTTQ/1.0\r\n\r\n")).isEqualTo("GET /a HTT");
    assertThat(lineOf("\0")).isEqualTo("-");
  }

  @Test
  void fieldsAreFoundInAnyCase() throws BadRequest {
    RequestParser parser = new RequestParser(Limits.DEFAULT);

    ByteBuffer buffer = Pieces.buffer("GET / HTTP/1.0\r\nA-b: 1\r\nC: 2\r\na-B: 3\r\n\r\n");

    Headers headers = requireNonNull(parser.parse(buffer)).headers();

    assertThat(headers.first("A-B")).isEqualTo("1");
    assertThat(headers.all("a-b")).containsExactly("1", "3");
    assertThat(headers.contains("D")).isFalse();
    assertThat(headers).hasToString("A-b: 1\r\nC: 2\r\na-B: 3\r\n");
    assertThat(headers.with("D", "4")).hasToString("A-b: 1\r\nC: 2\r\na-B: 3\r\nD: 4\r\n");
    assertThat(headers.with("D", "4").first("d")).isEqualTo("4");
    assertThat(headers.with("D", "4").all("A-B")).containsExactly("1", "3");
  }

  private static List<String> outcome(String input) {
    return Parsed.all(Pieces.whole(input));
  }

  private static void everyOutcome(String input, Limits limits, String... expected) {
    Pieces.everyWay(
        input, pieces -> assertThat(Parsed.all(pieces, limits)).containsExactly(expected));
  }

  private static String lineOf(String input) {
    RequestParser parser = new RequestParser(Limits.DEFAULT);
    assertThatThrownBy(() -> parser.parse(Pieces.buffer(input))).isInstanceOf(BadRequest.class);
    return parser.requestLine();
  }

  /// Each head keeps what it was parsed from, so what follows can't be moved to the front of that.
  @Test
  void aClientWhosePacketsAlwaysEndInsideAHeadNeedsNoMoreMemoryThanOthers() throws BadRequest {
    String request = "GET /a HTTP/1.1\r\nHost: here\r\n\r\n";
    RequestParser parser = new RequestParser(Limits.DEFAULT);
    String begun = request.substring(0, 20);
    ByteBuffer packet = ByteBuffer.wrap((request.repeat(100) + begun).getBytes(US_ASCII));
    ByteBuffer rest =
        ByteBuffer.wrap((request.substring(20) + request.repeat(100) + begun).getBytes(US_ASCII));
    List<Head> heads = new ArrayList<>();

    for (ByteBuffer in = packet; heads.size() < 10_000; in = rest.rewind()) {
      for (Head head = parser.parse(in); head != null; head = parser.parse(in)) {
        heads.add(head);
      }
      assertThat(parser.held()).isLessThan(3 * 4096);
    }

    assertThat(heads)
        .allSatisfy(head -> assertThat(head.headers().first("host")).isEqualTo("here"));
  }
}
