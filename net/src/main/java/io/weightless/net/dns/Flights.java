package io.weightless.net.dns;

import io.weightless.sync.Event;
import io.weightless.sync.Semaphore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Questions under way: who asks what another one asks already waits for the same answer.
///
/// The first one asks, in its own task. When it is cancelled, the next of those who wait begins
/// anew, so that nothing outlives whoever wanted it.
///
/// - **Order**: of those over the limit, first come, first served.
/// - **Limit**: 100 questions at once.
final class Flights {
  static final int MAX_AT_ONCE = 100;

  /// One question, and its answer when it has come.
  private static final class Flight {
    final Event landed = new Event();
    @Nullable Answer answer;
  }

  private final Map<Question, Flight> flights = new HashMap<>();
  private final Semaphore free = new Semaphore(MAX_AT_ONCE);

  /// - **Waits**: for the answer; a cancellation point.
  Answer join(Question question, Function<Question, Answer> ask) {
    Flight present = flights.get(question);
    while (present != null) {
      present.landed.await();
      if (present.answer != null) {
        return present.answer;
      }
      present = flights.get(question); // the one who asked was cancelled
    }
    return lead(question, ask);
  }

  private Answer lead(Question question, Function<Question, Answer> ask) {
    Flight flight = new Flight();
    flights.put(question, flight);
    try {
      free.acquire();
      try {
        Answer answer = ask.apply(question);
        flight.answer = answer;
        return answer;
      } finally {
        free.release();
      }
    } finally {
      flights.remove(question);
      flight.landed.set();
    }
  }

  int count() {
    return flights.size();
  }
}
