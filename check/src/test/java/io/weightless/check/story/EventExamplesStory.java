package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The events of the examples: a listener, and a dog that obeys.
class EventExamplesStory {
  private static final String DOG = "examples/DogBot.java";

  @Test
  void bothListenersHearAllTenInTheirOrder() {
    try (Program listener = Program.weightless("run", "examples/EventListener.java")) {
      assertThat(listener.exit()).as(listener.toString()).isZero();
      assertThat(listener.out().lines())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 10)
                  .mapToObj(number ->
                      "hello, I got an event\nall that happens: AnEvent[number=%d, greeting=meow]"
                          .formatted(number))
                  .flatMap(String::lines)
                  .toList());
      assertThat(listener.err()).isEmpty();
    }
  }

  @Test
  void theDogDoesWhatItIsToldAsSoonAsItIsToldAndGoesHomeAtTheEnd() throws IOException {
    try (Program dog = Program.typedAt("run", DOG)) {
      dog.type("sit\n");
      dog.awaitLine("I am now sitting");
      dog.type("say  hello   there \nfetch\n\nsay\nsit");
      dog.awaitLine("<dog></dog>");
      dog.endInput();

      assertThat(dog.exit()).as(dog.toString()).isZero();
      assertThat(dog.out().lines())
          .containsExactly(
              "I am now sitting", "<dog>hello   there</dog>", "<dog></dog>", "I am now sitting");
      assertThat(dog.err()).isEmpty();
    }
  }
}
