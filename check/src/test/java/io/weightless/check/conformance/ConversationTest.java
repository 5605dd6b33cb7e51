package io.weightless.check.conformance;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 9112, 9, and RFC 9110, 9 and 10: what follows on one connection.
@ExtendWith(Demo.Provided.class)
final class ConversationTest {
  static List<Row> connections() {
    return Table.rows("connection", "pipelining");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("connections")
  void aConnectionStaysOrEnds(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> conversations() {
    return Table.rows("conversation");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void aConversationGoesOnAsItMust(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> heads() {
    return Table.rows("head");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("heads")
  void aHeadHasNoContent(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> limits() {
    return Table.rows("limits");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void aLimitIsWhereItIs(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }
}
