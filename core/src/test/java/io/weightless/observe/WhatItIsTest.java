package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The original's own example of what it is.
class WhatItIsTest {
  private final List<String> trail = new ArrayList<>();

  interface Dataflow {
    Program<Integer, String, @Nullable Object> dataflow();
  }

  interface Interface {
    String value();
  }

  interface Event {
    void event();
  }

  interface Question {
    Program<Integer, String, String> question();
  }

  record Outward() implements Request<Integer> {}

  private record Passing(Observers observers) implements Transparent {}

  private abstract class Part implements Dataflow, Interface, Event {
    private final String name;

    Part(String name) {
      this.name = name;
    }

    @Override
    public Program<Integer, String, @Nullable Object> dataflow() {
      return io -> {
        io.write(name.repeat(io.next()));
        return null;
      };
    }

    @Override
    public void event() {
      trail.add(name);
    }
  }

  private final class C extends Part implements Question {
    private C() {
      super("C");
    }

    @Override
    public String value() {
      return "C";
    }

    @Override
    public Program<Integer, String, String> question() {
      return io -> "C".repeat(io.ask(new Outward()));
    }
  }

  private final class D extends Part {
    private D() {
      super("D");
    }

    @Override
    public String value() {
      throw new AssertionError("it is never asked");
    }
  }

  private Observers configured() {
    return Sender.of(
        Tree.of(
            new Passing(new Observers()), Tree.of(new Passing(new Observers()), new C(), new D())));
  }

  @Test
  void itIsATreeOfFiveWithAllWaysToSend() {
    Observers observers = configured();
    assertThat(observers.call(Interface.class).value()).isEqualTo("C");
    observers.tell(Event.class).event();
    assertThat(trail).containsExactly("C", "D");
    try (Coroutine<Integer, String, @Nullable Object> all =
        Coroutine.of(observers.all(Dataflow.class).dataflow())) {
      all.next();
      assertThat(all.send(2)).isEqualTo(new Step.Output<>("CC"));
      all.next();
      assertThat(all.send(3)).isEqualTo(new Step.Output<>("DDD"));
    }
  }

  @Test
  void aQuestionOfTheOneThatAnswersPassesOutward() {
    try (Coroutine<Integer, String, String> any =
        Coroutine.of(configured().any(Question.class).question())) {
      Step.Asks<Integer, String, String> asks = (Step.Asks<Integer, String, String>) any.next();
      @SuppressWarnings("unchecked") // it is the one
      Request<Integer> request = (Request<Integer>) asks.request();
      assertThat(any.answer(request, 5)).isEqualTo(new Step.Done<>("CCCCC", List.of()));
    }
  }
}
