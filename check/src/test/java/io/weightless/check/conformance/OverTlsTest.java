package io.weightless.check.conformance;

import io.weightless.check.conformance.Demo.OverTls;
import io.weightless.testkit.PerEngine;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 9110, 4.2.2: that it is encrypted changes nothing of what is said.
@ExtendWith(Demo.Provided.class)
final class OverTlsTest {
  /// On the portable engine one of ten: it had all of them without TLS.
  static List<Row> all() {
    List<Row> rows = rows();
    int amount = PerEngine.amount(rows.size(), rows.size() / 10);
    return IntStream.range(0, amount).mapToObj(i -> rows.get(i * rows.size() / amount)).toList();
  }

  private static List<Row> rows() {
    return Table.rows(
        "chunks",
        "conditions",
        "connection",
        "content-length",
        "conversation",
        "encodings",
        "fields",
        "head",
        "host",
        "limits",
        "paths",
        "pipelining",
        "ranges",
        "request-line",
        "transfer-encoding");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void aConversationIsTheSame(Row row, @OverTls Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }
}
