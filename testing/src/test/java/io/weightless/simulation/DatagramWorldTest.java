package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Who asks again until he is answered gets his answers, over datagrams too.
final class DatagramWorldTest {
  private static final Address SERVICE = Address.parse("udp://service:7");
  private static final Fault[] OF_STREAMS = {
    Fault.LOST, Fault.REFUSED, Fault.STALLED, Fault.SHORT_READ, Fault.SHORT_WRITE
  };
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static Simulation storm(Simulation simulation) {
    return simulation
        .service("service", DatagramWorldTest::serve)
        .host("one", () -> askAll(20))
        .host("two", () -> askAll(20))
        .faults(Faults.all().without(OF_STREAMS));
  }

  private static void serve() throws IOException {
    try (Datagrams at = network().datagrams(SERVICE)) {
      while (true) {
        Datagram question = at.receive();
        int number = question.bytes().getInt();
        at.send(ByteBuffer.allocate(8).putInt(number).putInt(-number).flip(), question.from());
      }
    }
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  private static void askAll(int count) throws IOException {
    try (Datagrams to = network().datagramsTo(SERVICE)) {
      for (int number = 1; number <= count; number++) {
        while (!isAnswered(to, number)) {}
      }
    }
  }

  private static boolean isAnswered(Datagrams to, int number) {
    try {
      return Scope.run(Deadline.after(PATIENCE), _ -> ask(to, number));
    } catch (DeadlineExceeded | IOException e) {
      assertThat(e).isInstanceOfAny(DeadlineExceeded.class, NetworkException.class);
      return false;
    }
  }

  /// Answers to older questions are passed over.
  private static boolean ask(Datagrams to, int number) throws IOException {
    to.send(ByteBuffer.allocate(4).putInt(number).flip());
    while (true) {
      ByteBuffer answer = to.receive().bytes();
      if (answer.getInt() == number) {
        assertThat(answer.getInt()).isEqualTo(-number);
        return true;
      }
    }
  }

  @Test
  void whoAsksAgainIsAnsweredWhateverStrikes() {
    Verdict verdict = Campaign.of(DatagramWorldTest::storm).run(Seeds.between(1, 60));

    verdict.orThrow();
    assertThat(verdict.strikes()).containsKeys(Fault.DROPPED, Fault.DUPLICATED);
  }

  @Test
  void aFaultOfDatagramsIsMissedOnlyByWhoAskedForNothingElse() {
    Scenario silent = simulation -> simulation.host("a", () -> {});

    Verdict all = Campaign.of(silent).with(Faults.all()).run(Seeds.between(1, 50));
    assertThat(all.strikes()).doesNotContainKey(Fault.DROPPED);
    Verdict alone = Campaign.of(silent).with(Faults.of(Fault.DROPPED)).run(Seeds.between(1, 50));
    assertThatThrownBy(alone::orThrow).hasMessageContaining("never struck: [DROPPED]");
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
