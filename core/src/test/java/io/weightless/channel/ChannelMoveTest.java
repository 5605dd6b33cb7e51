package io.weightless.channel;

import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is moved from one channel to another one.
class ChannelMoveTest {
  @AutoClose private final Scene scene = new Scene();

  private static List<Integer> all(Channel<Integer> channel) {
    List<Integer> all = new ArrayList<>();
    for (Integer value = channel.tryReceive(); value != null; value = channel.tryReceive()) {
      all.add(value);
    }
    return all;
  }

  @Test
  void itComesBehindWhatIsThereWithWhatOthersWaitToSend() {
    scene.run(scope -> {
      Channel<Integer> from = Channel.buffered(2);
      Channel<Integer> to = Channel.buffered(2);
      to.send(1);
      for (int i = 2; i < 6; i++) {
        int value = i;
        scope.start(
            "sender",
            () -> {
              from.send(value);
              scene.mark(value);
            });
      }
      settle();
      from.moveTo(to);
      settle();
      assertThat(scene.trail).containsExactly(2, 3, 4, 5);
      assertThat(all(from)).isEmpty();
      assertThat(all(to)).containsExactly(1, 2, 3, 4, 5);
      return null;
    });
  }

  static Stream<Supplier<Channel<Integer>>> kinds() {
    return Stream.of(
        () -> Channel.buffered(2),
        Channel::rendezvous,
        () -> Channel.stacked(2),
        () -> Channel.prioritised(2, Comparator.naturalOrder()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void thereIsNoRoomUntilLessIsKeptThanTheLimit(Supplier<Channel<Integer>> kind) {
    scene.run(_ -> {
      Channel<Integer> from = Channel.buffered(9);
      List.of(3, 1, 4, 1, 5).forEach(from::send);
      Channel<Integer> to = kind.get();
      from.moveTo(to);
      while (to.statistics().buffered() > to.statistics().capacity()) {
        assertThat(to.trySend(9)).isFalse();
        to.receive();
      }
      assertThat(to.trySend(9)).isFalse();
      if (to.statistics().capacity() > 0) {
        to.receive();
        assertThat(to.trySend(9)).isTrue();
      }
      return null;
    });
  }

  @Test
  void whoWaitsThereIsServedAndWhoWaitsHereIsNot() {
    scene.run(scope -> {
      Channel<Integer> from = Channel.buffered(2);
      Channel<Integer> to = Channel.buffered(2);
      scope.start("there", () -> scene.mark("there " + to.receive()));
      scope.start("here", () -> scene.mark("here " + from.receive()));
      settle();
      from.moveTo(to); // nothing
      from.send(1);
      from.send(2);
      from.moveTo(to);
      settle();
      return null;
    });

    assertThat(scene.trail).containsExactlyInAnyOrder("here 1", "there 2");
  }

  @Test
  void nothingIsMovedToOneThatWasClosed() {
    scene.run(_ -> {
      Channel<Integer> from = Channel.buffered(2);
      from.send(1);
      Channel<Integer> to = Channel.buffered(2);
      to.close();
      assertThatThrownBy(() -> from.moveTo(to)).isInstanceOf(ChannelClosed.class);
      from.moveTo(from);
      from.close();
      Channel<Integer> other = Channel.buffered(1);
      from.moveTo(other);
      assertThat(all(other)).containsExactly(1);
      return null;
    });
  }
}
