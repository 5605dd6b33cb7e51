package io.weightless.inspect;

import static io.weightless.inspect.Named.why;
import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.scene.Scene;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who will use a channel nobody can know: what is said of it is said with care.
class WhyChannelsTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void whoUsedTheOtherEndOfAChannelLastItselfDoesNotWaitForItself() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(1);
      try (Watch _ = Watch.open()) {
        scope.start(
            "both",
            () -> {
              channel.send("its own");
              channel.receive();
              channel.receive();
            });
        settle();

        assertThat(why("both").chain()).extracting(Why.Link::name).containsExactly("both");
        assertThat(why("both").conclusion())
            .isEqualTo("No task is known that has to end that wait.");
        channel.send("end");
      }
      return null;
    });
  }

  @Test
  void ofACircleOverAChannelItSaysThatSomebodyElseMayUseThat() {
    scene.run(scope -> {
      Channel<String> questions = Channel.rendezvous();
      Channel<String> answers = Channel.rendezvous();
      try (Watch _ = Watch.open()) {
        scope.start(
            "asks",
            () -> {
              questions.send("first");
              answers.receive();
              answers.receive();
            });
        scope.start(
            "answers",
            () -> {
              questions.receive();
              answers.send("first");
              questions.receive();
            });
        settle();
        Why why = why("asks");
        answers.send("from somebody else");
        questions.send("from somebody else");

        assertThat(why.chain())
            .extracting(Why.Link::name)
            .containsExactly("asks", "answers", "asks");
        assertThat(why.conclusion())
            .isEqualTo(
                "They wait for each other: none goes on before one of them is cancelled, or"
                    + " somebody else uses a channel that they wait at.");
      }
      return null;
    });
  }
}
