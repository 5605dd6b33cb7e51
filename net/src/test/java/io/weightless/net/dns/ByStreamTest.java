package io.weightless.net.dns;

import static io.weightless.net.dns.Names.FIRST;
import static io.weightless.net.dns.Names.OPTIONS;
import static io.weightless.net.dns.Names.now;
import static io.weightless.net.dns.Names.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.net.internal.World;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What does not fit into a datagram: RFC 7766.
final class ByStreamTest {
  @AutoClose private final Names names = new Names();

  ByStreamTest() throws IOException {}

  /// What the server does with a client that has asked.
  interface Part {
    void play(Stream client, ByteBuffer query) throws IOException;
  }

  /// A look-up while the server is there.
  interface Lookup {
    void with(Resolver resolver) throws Exception;
  }

  @BeforeEach
  void noAnswerFitsIntoADatagram() {
    names.wires.put(FIRST, Reply::cut);
  }

  private void serve(Part part, Lookup lookup) throws Exception {
    names.run(scope -> {
      Listener listener = names.world.network().listen(World.ANY_PORT);
      names.wires.listeners.put(FIRST, listener.address());
      Task<?> server = scope.start("server", () -> Scope.join(all -> accept(all, listener, part)));
      try {
        lookup.with(names.resolver());
      } finally {
        server.cancel("it is shown");
      }
    });
  }

  private static void accept(Scope scope, Listener listener, Part part) throws IOException {
    try (listener) {
      while (true) {
        Stream client = listener.accept();
        scope.start(
            "client",
            () -> {
              try (client) {
                part.play(client, client.read().position(2).slice());
                client.closeOutput();
                assertThat(client.read().hasRemaining()).isFalse();
              }
            });
      }
    }
  }

  private static void send(Stream client, ByteBuffer message) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(2).putShort((short) message.remaining()).flip();
    client.write(length, message);
  }

  private void assertReason(Reason reason, Part part) throws Exception {
    serve(
        part,
        resolver -> {
          assertThat(reason(() -> resolver.txt("a"))).isEqualTo(reason);
          assertThat(names.wires.asked).hasSize(2 * OPTIONS.attempts());
        });
  }

  @Test
  void aGiantAnswerComesWhole() throws Exception {
    String[] parts = Collections.nCopies(235, "x".repeat(250)).toArray(String[]::new);
    serve(
        (client, query) -> send(client, Reply.to(query).text(parts).bytes()),
        resolver -> {
          assertThat(resolver.txt("a")).containsExactly("x".repeat(235 * 250));
          assertThat(names.wires.asked).containsExactly("10.0.0.1: a TXT", "10.0.0.1 by stream");
        });
  }

  @Test
  void anAnswerMayComeByteByByte() throws Exception {
    serve(
        (client, query) -> {
          ByteBuffer message = Reply.to(query).text("here").bytes();
          client.write(ByteBuffer.wrap(new byte[] {0}));
          client.write(ByteBuffer.wrap(new byte[] {(byte) message.remaining()}));
          for (int i = 0; i < message.limit(); i++) {
            client.write(message.slice(i, 1));
            Task.yield();
          }
        },
        resolver -> assertThat(resolver.txt("a")).containsExactly("here"));
  }

  @Test
  void aServerThatStallsCostsItsTimeAndNoMore() throws Exception {
    Part stall =
        (client, query) -> {
          ByteBuffer message = Reply.to(query).text("here").bytes();
          client.write(ByteBuffer.allocate(2).putShort((short) message.remaining()).flip());
          client.write(message.limit(message.limit() - 1));
          assertThat(client.read().hasRemaining()).isFalse();
        };
    serve(
        stall,
        resolver -> {
          assertThat(reason(() -> resolver.txt("a"))).isEqualTo(Reason.TIMED_OUT);
          assertThat(now()).isEqualTo(OPTIONS.timeout().multipliedBy(OPTIONS.attempts()));
        });
  }

  @Test
  void anAnswerThatEndsTooEarlyIsMalformed() throws Exception {
    assertReason(
        Reason.MALFORMED,
        (client, query) -> {
          client.write(ByteBuffer.allocate(2).putShort((short) 100).flip());
          client.write(Reply.to(query).bytes());
        });
  }

  @Test
  void oneThatIsCutAgainIsMalformed() throws Exception {
    assertReason(Reason.MALFORMED, (client, query) -> send(client, Reply.to(query).cut().bytes()));
  }

  @Test
  void oneToAnotherQuestionIsMalformed() throws Exception {
    Question other = new Question(DomainName.parse("b"), RecordType.TXT);
    assertReason(
        Reason.MALFORMED, (client, query) -> send(client, Reply.to(query).question(other).bytes()));
  }

  @Test
  void whereNobodyListensForStreamsTheServerIsNotToBeReached() throws Exception {
    names.run(
        _ -> assertThat(reason(() -> names.resolver().txt("a"))).isEqualTo(Reason.UNREACHABLE));
  }
}
