package io.weightless.check.conformance;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 9110, 12 to 15, and RFC 3986: files, parts of them, and what is none.
@ExtendWith(Demo.Provided.class)
final class ServedFilesTest {
  static List<Row> conditions() {
    return Table.rows("conditions");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditions")
  void aConditionDecides(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> ranges() {
    return Table.rows("ranges");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ranges")
  void aRangeIsSent(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> encodings() {
    return Table.rows("encodings");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void aSiblingThatIsCompressedIsSent(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }

  static List<Row> paths() {
    return Table.rows("paths");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("paths")
  void aPathLeadsToItsFileOnly(Row row, Demo demo) throws IOException {
    Conversation.playEachWay(demo, row);
  }
}
