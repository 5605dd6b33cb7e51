package io.weightless.check.conformance;

import io.weightless.check.conformance.Demo.OverTls;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 9110, 4.2.2: that it is encrypted changes nothing of what is said.
@ExtendWith(Demo.Provided.class)
final class OverTlsTest {
  static List<Row> all() {
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
