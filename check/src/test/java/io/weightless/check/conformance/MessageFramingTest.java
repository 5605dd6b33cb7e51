package io.weightless.check.conformance;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 9112, 6 and 7: where a body ends, and that nothing is smuggled in it.
@ExtendWith(Demo.Provided.class)
final class MessageFramingTest {
  static List<Row> lengths() {
    return Table.rows("content-length");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lengths")
  void aLengthIsTakenOrRefused(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> codings() {
    return Table.rows("transfer-encoding");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("codings")
  void aTransferCodingIsTakenOrRefused(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> chunks() {
    return Table.rows("chunks");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chunks")
  void aChunkIsTakenOrRefused(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }
}
