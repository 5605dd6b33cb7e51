package io.weightless.net.internal.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.internal.nio.NioProvider;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Addresses that answer late, or never, or not at all; the one that does is a real one.
final class DialingTest {
  private static final InetSocketAddress REFUSES = address("10.0.0.1");
  private static final InetSocketAddress NEVER_ANSWERS = address("10.0.0.2");
  private static final InetSocketAddress ANSWERS = address("10.0.0.3");
  private static final InetSocketAddress ANSWERS_LATE = address("10.0.0.4");
  private static final Duration LATE = Duration.ofMillis(400);

  private final List<String> trail = new ArrayList<>();
  private long began;

  private static InetSocketAddress address(String literal) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), 1);
  }

  private interface Story {
    void tell(Dialing dialing, Listener listener) throws IOException;
  }

  private void run(Story story) throws IOException {
    try (Reactor reactor =
        Reactor.open(new NioProvider().open(), new VirtualClock(), new SplittableRandom(1))) {
      reactor.run(() -> {
        began = reactor.clock().nanos();
        Network network = reactor.service(Network.class);
        try (Listener listener = network.listen(Address.parse("127.0.0.1:0"))) {
          story.tell(new Dialing(remote -> connect(network, listener.address(), remote)), listener);
        }
      });
    }
  }

  private Stream connect(Network network, Address real, InetSocketAddress remote)
      throws IOException {
    long millis = (Reactor.current().clock().nanos() - began) / 1_000_000;
    trail.add(remote.getAddress().getHostAddress() + " at " + millis);
    if (remote.equals(REFUSES)) {
      throw new IOException("refused " + trail.size());
    } else if (remote.equals(NEVER_ANSWERS)) {
      Task.sleep(Duration.ofDays(1));
    } else if (remote.equals(ANSWERS_LATE)) {
      Task.sleep(LATE);
    }
    return network.connect(real);
  }

  @Test
  void aRefusalGoesOnToTheNextAtOnce() throws IOException {
    run((dialing, _) -> dialing.any(List.of(REFUSES, ANSWERS, NEVER_ANSWERS)).close());

    assertThat(trail).containsExactly("10.0.0.1 at 0", "10.0.0.3 at 0");
  }

  @Test
  void oneThatDoesNotAnswerHasAQuarterOfASecondBeforeTheNextBegins() throws IOException {
    run((dialing, _) -> dialing.any(List.of(NEVER_ANSWERS, NEVER_ANSWERS, ANSWERS)).close());

    assertThat(trail).containsExactly("10.0.0.2 at 0", "10.0.0.2 at 250", "10.0.0.3 at 500");
  }

  @Test
  void whoAnswersFirstIsTakenAlsoWhenItBeganEarlier() throws IOException {
    run((dialing, listener) -> {
      try (Stream stream = dialing.any(List.of(ANSWERS_LATE, NEVER_ANSWERS));
          Stream accepted = listener.accept()) {
        assertThat(stream.local()).isEqualTo(accepted.remote());
      }
      assertThatThrownBy(() -> Scope.join(Deadline.after(LATE), _ -> listener.accept().close()))
          .as("there is one connection only")
          .isInstanceOf(DeadlineExceeded.class);
    });
  }

  @Test
  void whenAllRefuseTheFirstOnesReasonIsThrownWithTheOthers() throws IOException {
    run((dialing, _) ->
        assertThatThrownBy(() -> dialing.any(List.of(REFUSES, REFUSES, REFUSES)))
            .isInstanceOf(IOException.class)
            .hasMessage("refused 1")
            .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2)));
  }

  @Test
  void aCancellationLeavesNoConnection() throws IOException {
    run((dialing, listener) -> {
      assertThatThrownBy(() ->
              Scope.join(
                  Deadline.after(Duration.ofSeconds(1)),
                  _ -> dialing.any(List.of(NEVER_ANSWERS, NEVER_ANSWERS))))
          .isInstanceOf(DeadlineExceeded.class);
      assertThatThrownBy(() -> Scope.join(Deadline.after(LATE), _ -> listener.accept().close()))
          .isInstanceOf(DeadlineExceeded.class);
    });
  }
}
