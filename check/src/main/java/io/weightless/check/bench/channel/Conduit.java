package io.weightless.check.bench.channel;

import java.util.List;

/// What values go into at one end and come out of at the other, for those whose tasks wait in the
/// middle of straight-line code; with the work that is the same for all of them.
interface Conduit {

  /// May wait.
  void put(Integer value) throws InterruptedException;

  /// May wait.
  Integer take() throws InterruptedException;

  /// What a task runs.
  interface Body {
    void run() throws InterruptedException;
  }

  /// A sender of `values` and its receiver.
  static List<Body> stream(Conduit conduit, int values, Tally tally) {
    return List.of(() -> send(conduit, 0, 1, values), () -> receive(conduit, values, tally));
  }

  /// One that asks and one that answers.
  static List<Body> roundTrips(Conduit there, Conduit back, int times, Tally tally) {
    return List.of(() -> ask(there, back, times, tally), () -> answer(there, back, times));
  }

  /// Sends `first`, and each that is `step` behind the one before, below `end`.
  static void send(Conduit conduit, int first, int step, int end) throws InterruptedException {
    for (int i = first; i < end; i += step) {
      conduit.put(i);
    }
  }

  /// Takes so many values.
  static void receive(Conduit conduit, int values, Tally tally) throws InterruptedException {
    for (int i = 0; i < values; i++) {
      tally.add(conduit.take());
    }
  }

  /// Sends the next value when the answer to the one before has come.
  static void ask(Conduit there, Conduit back, int times, Tally tally) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      there.put(i);
      tally.add(back.take());
    }
  }

  /// Sends back what comes.
  static void answer(Conduit there, Conduit back, int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      back.put(there.take());
    }
  }
}
