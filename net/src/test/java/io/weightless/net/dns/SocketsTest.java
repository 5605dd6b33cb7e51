package io.weightless.net.dns;

import static io.weightless.net.dns.Names.addresses;
import static io.weightless.net.dns.Names.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.World;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The resolver on the sockets of this machine, and a server of a test's own.
@EachBackend
final class SocketsTest {
  private static final Address PLACE = Address.parse("udp://127.0.0.1:0");

  @AutoClose private final World world;

  /// The ports that questions came from.
  private final Set<Integer> ports = new HashSet<>();

  SocketsTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// What the server does with a question.
  private interface Part {
    void play(Datagrams server, Datagram question) throws IOException;
  }

  private interface Lookup {
    void with(Resolver resolver) throws Exception;
  }

  private Network network() {
    return world.network();
  }

  private void serve(Part part, Lookup lookup) throws Exception {
    world.run(scope -> {
      try (Datagrams datagrams = network().datagrams(PLACE)) {
        Task<?> server = scope.start("server", () -> answer(datagrams, part));
        Address place = new Address("127.0.0.1", datagrams.local().port());
        lookup.with(Resolver.of(ResolverOptions.of(place)));
        server.cancel("it is shown");
      }
    });
  }

  private void answer(Datagrams server, Part part) throws IOException {
    while (true) {
      Datagram question = server.receive();
      ports.add(question.from().port());
      part.play(server, question);
    }
  }

  @Test
  void aServerIsAskedFromAnotherPortEachTime() throws Exception {
    serve(
        (server, question) -> {
          Reply reply = Reply.to(question.bytes());
          boolean isFour = reply.question().type() == RecordType.A;
          server.send((isFour ? reply.host("10.1.1.1", 0) : reply).bytes(), question.from());
        },
        resolver -> {
          for (int i = 0; i < 5; i++) {
            assertThat(resolver.addresses("www.test")).isEqualTo(addresses("10.1.1.1"));
          }
        });
    assertThat(ports).hasSizeGreaterThan(5);
  }

  @Test
  void whatComesFromAnotherPlaceIsNotBelievedWhateverItKnows() throws Exception {
    serve(
        (server, question) -> {
          try (Datagrams other = network().datagrams(PLACE)) {
            Reply lie = Reply.to(question.bytes()).text("false");
            other.send(lie.bytes(), question.from());
          }
          server.send(Reply.to(question.bytes()).text("true").bytes(), question.from());
        },
        resolver -> assertThat(resolver.txt("www.test")).containsExactly("true"));
  }

  @Test
  void whereNobodyListensIsSaidAtOnce() throws Exception {
    world.run(_ -> {
      Address place;
      try (Datagrams gone = network().datagrams(PLACE)) {
        place = new Address("127.0.0.1", gone.local().port());
      }
      Resolver resolver = Resolver.of(ResolverOptions.of(place));

      assertThat(reason(() -> resolver.txt("www.test"))).isEqualTo(Reason.UNREACHABLE);
      assertThat(world.reactor.clock().nanos()).isZero();
    });
  }

  /// A datagram of 4 KiB is longer than was allowed, and read all the same.
  @Test
  void anAnswerMayBeLongerThanWasAllowed() throws Exception {
    String part = "x".repeat(250);
    serve(
        (server, question) -> {
          Reply reply = Reply.to(question.bytes());
          for (int i = 0; i < 16; i++) {
            reply.text(i + part);
          }
          server.send(reply.bytes(), question.from());
        },
        resolver -> assertThat(resolver.txt("www.test")).hasSize(16));
  }

  @Test
  void whatDoesNotFitComesByAStreamToTheSamePort() throws Exception {
    world.run(scope -> {
      try (Listener listener = network().listen(World.ANY_PORT);
          Datagrams datagrams = network().datagrams(udp(listener.address()))) {
        Task<?> server =
            scope.start(
                "server",
                () ->
                    answer(
                        datagrams,
                        (place, asked) ->
                            place.send(Reply.to(asked.bytes()).cut().bytes(), asked.from())));
        Task<?> streams = scope.start("streams", () -> answerByStream(listener));
        Resolver resolver = Resolver.of(ResolverOptions.of(listener.address()));

        assertThat(resolver.txt("www.test")).containsExactly("whole");
        streams.await();
        server.cancel("it is shown");
      }
    });
  }

  private static Address udp(Address place) {
    return Address.parse("udp://" + place);
  }

  private static void answerByStream(Listener listener) throws IOException {
    try (Stream client = listener.accept()) {
      ByteBuffer answer = Reply.to(client.read().position(2).slice()).text("whole").bytes();
      client.write(ByteBuffer.allocate(2).putShort((short) answer.remaining()).flip(), answer);
      assertThat(client.read().hasRemaining()).isFalse();
    }
  }

  @Test
  void aLookupThatIsCancelledLeavesNoSocket() throws Exception {
    serve(
        (_, _) -> {},
        resolver ->
            Scope.join(scope -> {
              Task<?> lookup = scope.start("lookup", () -> resolver.addresses("www.test"));
              while (ports.size() < 2) {
                Task.yield();
              }
              lookup.cancel("not wanted");
            }));
    assertThat(ports).hasSize(2);
  }
}
