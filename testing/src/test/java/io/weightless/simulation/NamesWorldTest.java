package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.dns.RecordType;
import io.weightless.net.dns.ResolveException;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.net.dns.Resolver;
import io.weightless.net.dns.ResolverOptions;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A resolver and a name server, which answers part of the questions by stream only, and all that
/// can go wrong between them: what is found is right, and nobody says that there is nothing.
final class NamesWorldTest {
  private static final Address SERVER = new Address("names", ResolverOptions.PORT);
  private static final Address DATAGRAMS = Address.parse("udp://names:53");
  private static final int HEAD = 12;
  private static final int FLAGS = 2;
  private static final int ANSWER = 0x8180;
  private static final int CUT = 0x200;
  private static final int HOSTS = 6;

  private static Simulation storm(Simulation simulation) {
    return simulation
        .service("names", NamesWorldTest::serve)
        .host("one", NamesWorldTest::findAll)
        .host("two", NamesWorldTest::findAll)
        .faults(Faults.all());
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  private static void findAll() throws ResolveException {
    Resolver resolver = Resolver.of(ResolverOptions.of(SERVER).withTimeout(Duration.ofSeconds(1)));
    for (int number = 1; number <= HOSTS; number++) {
      while (!isFound(resolver, number)) {
        Task.sleep(Duration.ofSeconds(1));
      }
    }
  }

  private static boolean isFound(Resolver resolver, int number) {
    try {
      assertThat(resolver.records("host" + number, RecordType.A))
          .extracting(record -> record.data().toString())
          .containsExactly("10.0.0." + number);
      return true;
    } catch (ResolveException e) {
      assertThat(e.reason()).isIn(Reason.TIMED_OUT, Reason.UNREACHABLE, Reason.MALFORMED);
      return false;
    }
  }

  private static void serve() throws IOException {
    try (Datagrams datagrams = network().datagrams(DATAGRAMS);
        Listener listener = network().listen(SERVER)) {
      Scope.join(scope -> {
        scope.start("streams", () -> serveStreams(scope, listener));
        while (true) {
          Datagram question = datagrams.receive();
          datagrams.send(answer(question.bytes(), true), question.from());
        }
      });
    }
  }

  private static void serveStreams(Scope scope, Listener listener) throws IOException {
    while (true) {
      Stream client = listener.accept();
      scope.start(
          "client",
          () -> {
            try (client) {
              ByteBuffer question = whole(client);
              ByteBuffer answer = answer(question, false);
              client.write(
                  ByteBuffer.allocate(2).putShort((short) answer.remaining()).flip(), answer);
              client.closeOutput();
              client.read();
            } catch (IOException _) {
              // the client is gone
            }
          });
    }
  }

  private static ByteBuffer whole(Stream client) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(512);
    while (all.position() < 2 || all.position() < 2 + all.getShort(0)) {
      ByteBuffer part = client.read();
      if (!part.hasRemaining()) {
        throw new IOException("it has ended");
      }
      all.put(part);
    }
    return all.flip().position(2).slice();
  }

  /// The number in the name is that of the host; odd ones do not fit into a datagram.
  private static ByteBuffer answer(ByteBuffer question, boolean isDatagram) {
    int labelEnd = HEAD + 1 + question.get(HEAD);
    int number = question.get(labelEnd - 1) - '0';
    boolean isCut = isDatagram && number % 2 == 1;
    ByteBuffer answer = ByteBuffer.allocate(512);
    answer.put(question.slice(0, labelEnd + 5));
    if (!isCut) {
      answer.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(60);
      answer.putShort((short) 4).put(new byte[] {10, 0, 0, (byte) number});
    }
    answer.putShort(FLAGS, (short) (isCut ? ANSWER | CUT : ANSWER));
    answer.putShort(6, (short) (isCut ? 0 : 1)).putShort(10, (short) 0);
    return answer.flip();
  }

  @Test
  void whoAsksAgainFindsEveryHostWhateverStrikes() {
    Verdict verdict = Campaign.of(NamesWorldTest::storm).run(Seeds.between(1, 60));

    verdict.orThrow();
    assertThat(verdict.strikes())
        .containsKeys(Fault.ofStreams())
        .containsKeys(Fault.DROPPED, Fault.DUPLICATED);
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(storm(Simulation.seed(seed)).run().hash())
          .as("seed " + seed)
          .isEqualTo(storm(Simulation.seed(seed)).run().hash());
    }
  }
}
