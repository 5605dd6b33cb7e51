package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/// A client that asks one thing after the other, and looks closely at each answer.
final class GoodClient {
  /// On one connection.
  private static final int REQUESTS = 50;

  private final Callable<Client> connector;
  private final String name;
  private final BooleanSupplier goesOn;
  private final LongStream.Builder nanos = LongStream.builder();
  private int asked;

  /// @param connector gives it a new connection
  GoodClient(Callable<Client> connector, String name, BooleanSupplier goesOn) {
    this.connector = connector;
    this.name = name;
    this.goesOn = goesOn;
  }

  /// Goes on for as long as it is let.
  ///
  /// @return how long each answer took
  long[] run() throws Exception {
    while (goesOn.getAsBoolean()) {
      try (Client client = connector.call()) {
        int left = REQUESTS;
        do {
          ask(client);
          left--;
        } while (left > 0 && goesOn.getAsBoolean());
      }
    }
    return nanos.build().toArray();
  }

  private void ask(Client client) throws IOException {
    String body = name + " asks for the time no. " + asked;
    long start = System.nanoTime();
    String expected =
        switch (asked++ % 3) {
          case 0 -> {
            client.send("GET /plaintext HTTP/1.1\r\nHost: a\r\n\r\n");
            yield "Hello, World!";
          }
          case 1 -> {
            client.send("GET /page.txt HTTP/1.1\r\nHost: a\r\n\r\n");
            yield "a page\n";
          }
          default -> {
            String head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: ";
            client.send(head + body.length() + "\r\n\r\n" + body);
            yield body;
          }
        };
    Answer answer = client.answer();
    nanos.add(System.nanoTime() - start);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(expected);
    assertThat(answer.fields()).doesNotContainKey("connection");
  }
}
