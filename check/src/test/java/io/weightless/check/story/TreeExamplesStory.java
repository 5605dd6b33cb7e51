package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// The trees of the examples.
class TreeExamplesStory {
  @Test
  void aTransactionGoesThroughATreeAndIsUndoneFromAnywhere() {
    try (Program transaction = Program.weightless("run", "examples/Transaction.java")) {
      assertThat(transaction.exit()).as(transaction.toString()).isZero();
      assertThat(transaction.out())
          .isEqualTo(
              """
              Output[value=shall cat have 30 of ann?]
              Output[value=shall cat have 40 of bob?]
              both are asked, and the ledger says {ann=20, bob=10}
                journal: ann to cat: 30, undone in 1 steps
              refused: ann did not want to
                journal: bob to cat: 40
              Done[result=bob has 10 left, rest=[]]
                journal: bob to cat: 11, undone in 0 steps
              refused: bob has only 10
              Output[value=shall cat have 1 of ann?]
                journal: ann to cat: 1, undone in 1 steps
              in the end the ledger says {ann=50, bob=10, cat=40}
              """);
    }
  }

  @Test
  void twoProtocolsHaveOneMemoryAndAreHeardByWhoeverWantsTo() throws IOException {
    try (Program server =
        Program.weightless("run", "examples/TreeServer.java", "127.0.0.1:0", "127.0.0.1:0")) {
      int lines = portOf(server.awaitLine("lines on 127\\.0\\.0\\.1:\\d+"));
      int web = portOf(server.awaitLine("web on 127\\.0\\.0\\.1:\\d+"));

      assertThat(talk(lines, "get a\nput a\nhello\nthere\n.\nget a\nmetrics\nwhat\n"))
          .isEqualTo(
              """
              nothing
              what is it? end with a dot
              kept
              hello there
              {opened=1, used=3}
              what is 'what'?
              """);
      assertThat(talk(web, "GET /a HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nhello there\n");

      server.awaitLine("log: a client of lines got 5 answers");
      server.awaitLine("log: a client of web got 1 answers");
      assertThat(server.out()).contains("log: a client of lines\nlog: a is used\n");
      assertThat(talk(lines, "metrics\n")).isEqualTo("{closed=2, opened=3, used=4}\n");
    }
  }

  @Test
  void aCommandThatReadsByItselfEndsWithItsClient() throws IOException {
    try (Program server =
        Program.weightless("run", "examples/TreeServer.java", "127.0.0.1:0", "127.0.0.1:0")) {
      int lines = portOf(server.awaitLine("lines on 127\\.0\\.0\\.1:\\d+"));

      assertThat(talk(lines, "put a\nhalf of it\n"))
          .isEqualTo("what is it? end with a dot\nforgotten, for it had no end\n");
      assertThat(talk(lines, "x".repeat(2_000) + "\n")).isEmpty();
      server.awaitLine("log: a client of lines is gone: a line of more than 1000 bytes");
      assertThat(talk(lines, "get a\n")).isEqualTo("nothing\n");
    }
  }

  private static int portOf(String line) {
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /// Says all of it, and hears all of the answer.
  private static String talk(int port, String text) throws IOException {
    try (Socket client = new Socket("127.0.0.1", port)) {
      client.getOutputStream().write(text.getBytes(UTF_8));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
