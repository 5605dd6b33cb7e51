package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.Log;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class CallbacksCloseTest {
  @AutoClose private final World world;
  @AutoClose private final Log log = new Log("io.weightless.callback");
  private final Callbacks callbacks;

  CallbacksCloseTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  /// A repeating callback that is to be closed.
  private record Chore(List<String> trail, String name, boolean fails)
      implements Callback, AutoCloseable {
    @Override
    public void run() {}

    @Override
    public void close() throws IOException {
      trail.add("closed " + name);
      if (fails) {
        throw new IOException("on purpose");
      }
    }
  }

  private Chore process(String name) {
    return new Chore(world.trail, name, false);
  }

  @Test
  void itClosesChannelsActiveAndSuspendedAndClosableCallbacksAndNamesEach() throws Exception {
    SocketChannel active = world.readable();
    SocketChannel suspended = world.readable();
    world.in(() -> {
      callbacks.reader(active, world.marks("read"));
      callbacks.writer(active, world.marks("write"));
      callbacks.writer(suspended, callbacks::suspend);
      callbacks.repeating(process("process"));
      callbacks.timer(Duration.ofDays(1), world.marks("timer"));
    });
    world.reactor.step();
    world.taken();

    world.in(callbacks::close);

    assertThat(active.isOpen()).isFalse();
    assertThat(suspended.isOpen()).isFalse();
    assertThat(world.taken()).containsExactly("read", "write", "closed process");
    assertThat(log.messages()).hasSize(4).allMatch(line -> line.contains("Test.java:"));
    String channel = "java.nio.channels.SocketChannel[connected local=";
    assertThat(log.messages().get(0))
        .startsWith("closed while it was active: the reader of " + channel);
    assertThat(log.messages().get(1))
        .startsWith("closed while it was active: the writer of " + channel);
    assertThat(log.messages().get(2))
        .startsWith("closed while it was suspended: the writer of " + channel)
        .contains("with the callback " + CallbacksCloseTest.class.getName() + "$$Lambda, made at");
    assertThat(log.messages().get(3))
        .startsWith(
            "closed while it was active: the repeating callback with the callback "
                + Chore.class.getName());
  }

  @Test
  void afterItNothingIsCalledAndNothingCanBeAdded() throws Exception {
    Registration[] reader = new Registration[1];
    world.in(() -> {
      reader[0] = callbacks.reader(world.readable(), world.marks("read"));
      callbacks.repeating(world.marks("repeating"));
      callbacks.timer(Duration.ZERO, world.marks("timer"));
      callbacks.close();
      callbacks.close();
    });

    world.steps(3);

    assertThat(world.trail).isEmpty();
    assertThat(world.reactor.timeout()).as("nothing is to be done").isPositive();
    world.in(() ->
        assertThatThrownBy(() -> callbacks.repeating(world.marks("")))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("these callbacks are closed"));
    reader[0].remove();
  }

  @Test
  void theCloseOfTheReactorDoesTheSame() throws Exception {
    SocketChannel channel = world.readable();
    Registration[] all = new Registration[3];
    world.in(() -> {
      all[0] = callbacks.reader(channel, world.marks("read"));
      all[1] = callbacks.repeating(process("process"));
      all[2] = callbacks.timer(Duration.ofDays(1), world.marks("timer"));
    });

    world.reactor.close();

    assertThat(channel.isOpen()).isFalse();
    assertThat(world.trail).containsExactly("closed process");
    assertThat(log.messages()).hasSize(2);
    for (Registration registration : all) {
      registration.remove();
    }
    callbacks.close();
  }

  @Test
  void whatFailsToCloseIsLoggedAndTheOthersAreClosed() throws Exception {
    world.in(() -> {
      callbacks.repeating(new Chore(world.trail, "one", true));
      callbacks.repeating(process("two"));
      callbacks.close();
    });

    assertThat(world.trail).containsExactly("closed one", "closed two");
    assertThat(log.messages()).hasSize(3).anyMatch(line -> line.startsWith("failed to close"));
  }

  @Test
  void whatWasClosedOrTakenAwayBeforeIsNotNamed() throws Exception {
    SocketChannel closed = world.readable();
    SocketChannel removed = world.readable();
    world.in(() -> {
      callbacks.reader(closed, world.marks("closed"));
      closed.close();
      callbacks.reader(removed, world.marks("removed")).remove();
      callbacks.repeating(process("removed")).remove();
      callbacks.close();
    });

    assertThat(log.messages()).isEmpty();
    assertThat(removed.isOpen()).isTrue();
    assertThat(world.trail).isEmpty();
  }

  @Test
  void itMayBeClosedByOneOfItsCallbacks() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() -> {
      callbacks.reader(channel, callbacks::close);
      callbacks.reader(world.readable(), callbacks::close);
    });

    world.steps(2);

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.messages()).hasSize(2);
  }

  @Test
  void eachOfSeveralClosesItsOwnOnlyAndAChannelBelongsToOne() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() -> {
      callbacks.reader(channel, world.marks("mine"));
      try (Callbacks others = Callbacks.on(world.reactor)) {
        assertThatThrownBy(() -> others.writer(channel, world.marks("")))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageEndingWith("is watched already");
        others.reader(world.readable(), world.marks("others"));
      }
    });
    assertThat(log.messages()).hasSize(1);
    world.taken();

    world.reactor.step();

    assertThat(world.taken()).containsExactly("mine");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void itIsForItsReactorOnly() throws Exception {
    assertThatThrownBy(() -> Callbacks.on(world.reactor))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use Reactor.post");
    assertThatThrownBy(() -> callbacks.repeating(world.marks("")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(callbacks::close).isInstanceOf(IllegalStateException.class);
    try (Reactor other = Reactor.open("nio")) {
      other.run(() ->
          assertThatThrownBy(() -> callbacks.repeating(world.marks("")))
              .isInstanceOf(IllegalStateException.class));
    }
  }
}
