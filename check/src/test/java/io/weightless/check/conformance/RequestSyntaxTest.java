package io.weightless.check.conformance;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 9112, 2, 3 and 5, RFC 9110, 5 and 9, RFC 3986: what a request may look like.
@ExtendWith(Demo.Provided.class)
final class RequestSyntaxTest {
  static List<Row> requestLines() {
    return Table.rows("request-line");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requestLines")
  void aRequestLineIsTakenOrRefused(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> fields() {
    return Table.rows("fields");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fields")
  void aFieldIsTakenOrRefused(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> hosts() {
    return Table.rows("host");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hosts")
  void aHostIsTakenOrRefused(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }
}
