package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.AccessLog;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogFormatTest {
  private static final Instant SERVED = Instant.parse("2026-01-02T03:04:05.5Z");

  private static final AccessLog.Entry ENTRY =
      entry(
          "GET /a?b HTTP/1.1",
          Headers.of("Referer", "http://example.com/", "User-Agent", "Mozilla/4.08 [en]"));

  @Test
  void theCommonFormatIsThatOfApache() {
    assertThat(LogFormat.COMMON.line(ENTRY, SERVED))
        .isEqualTo("192.0.2.1 - - [02/Jan/2026:03:04:03 +0000] \"GET /a?b HTTP/1.1\" 200 2326");
  }

  @Test
  void theCombinedFormatHasTwoFieldsMore() {
    assertThat(LogFormat.COMBINED.line(ENTRY, SERVED))
        .endsWith(" 200 2326 \"http://example.com/\" \"Mozilla/4.08 [en]\"");
    assertThat(LogFormat.COMBINED.line(entry("-", Headers.EMPTY), SERVED)).endsWith(" \"-\" \"-\"");
  }

  @Test
  void anObjectHasOneMemberForEach() {
    assertThat(
            LogFormat.JSON
                .requestField("Referer")
                .requestField("Accept")
                .responseField("X-Request-Id")
                .line(ENTRY, SERVED))
        .isEqualTo(
            "{\"time\":\"2026-01-02T03:04:03.500Z\",\"remote\":\"192.0.2.1\","
                + "\"request\":\"GET /a?b HTTP/1.1\",\"status\":200,\"bytes\":2326,"
                + "\"micros\":2000000,\"referer\":\"http://example.com/\","
                + "\"x-request-id\":\"7f\"}");
  }

  @Test
  void whatAClientSentForgesNothing() {
    AccessLog.Entry bad =
        entry("GET /\"\\\n\u001b[2J", Headers.of("User-Agent", "a\" \"b\\\u00e9\u009b"));

    assertThat(LogFormat.COMBINED.line(bad, SERVED))
        .contains("\"GET /\\x22\\x5C\\x0A\\x1B[2J\"")
        .endsWith(" \"a\\x22 \\x22b\\x5C\\xE9\\x9B\"");
    assertThat(LogFormat.JSON.requestField("User-Agent").line(bad, SERVED))
        .contains("\"GET /\\\"\\\\\\n\\u001b[2J\"")
        .contains("\"a\\\" \\\"b\\\\é\\u009b\"");
  }

  @Test
  void withoutABodyThereIsADash() {
    AccessLog.Entry none =
        new AccessLog.Entry(new Address("::1", 1), "HEAD / HTTP/1.1", Status.OK, 0, 0);

    assertThat(LogFormat.COMMON.line(none, Instant.parse("2026-12-31T23:59:59Z")))
        .isEqualTo("::1 - - [31/Dec/2026:23:59:59 +0000] \"HEAD / HTTP/1.1\" 200 -");
  }

  @Test
  void aServerLogsTheFieldsOfBothSides() throws Exception {
    List<String> lines = new ArrayList<>();
    LogFormat format = LogFormat.COMBINED.responseField("X-Request-Id");
    World.serve(
        Asked.HELLO.in(RequestIds.in("X-Request-Id")),
        Limits.DEFAULT,
        format.to(lines::add),
        served -> {
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: me\r\n\r\n");
          String id = served.client().receive().field("X-Request-Id");
          served.client().send("GET / HTTP/1.1\r\n\r\n");
          assertThat(served.client().receive().status()).isEqualTo(400);
          World.settle();
          assertThat(lines.getFirst())
              .endsWith("\"GET / HTTP/1.1\" 200 5 \"-\" \"me\" \"" + id + "\"");
          assertThat(lines.getLast()).contains(" 400 ").endsWith("\"-\" \"-\" \"-\"");
        });

    assertThat(lines).hasSize(2);
  }

  private static AccessLog.Entry entry(String requestLine, Headers request) {
    Address client = new Address("192.0.2.1", 1);
    Headers response = Headers.of("X-Request-Id", "7f");
    return new AccessLog.Entry(
        client, requestLine, Status.OK, 2326, 2_000_000_000L, request, response);
  }
}
