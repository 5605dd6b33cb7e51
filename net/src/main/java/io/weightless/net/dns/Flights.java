package io.weightless.net.dns;

import io.weightless.net.Address;
import io.weightless.sync.Event;
import io.weightless.sync.Semaphore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Questions under way: who asks the same servers what another one asks already waits for the same
/// answer.
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

  private record Route(Question question, List<Address> servers) {}

  private final Map<Route, Flight> flights = new HashMap<>();
  private final Semaphore free = new Semaphore(MAX_AT_ONCE);

  /// - **Waits**: for the answer; a cancellation point.
  Answer join(Question question, List<Address> servers, Function<Question, Answer> ask) {
    Route route = new Route(question, servers);
    Flight present = flights.get(route);
    while (present != null) {
      present.landed.await();
      if (present.answer != null) {
        return present.answer;
      }
      present = flights.get(route); // the one who asked was cancelled
    }
    return lead(route, ask);
  }

  private Answer lead(Route route, Function<Question, Answer> ask) {
    Flight flight = new Flight();
    flights.put(route, flight);
    try {
      free.acquire();
      try {
        Answer answer = ask.apply(route.question);
        flight.answer = answer;
        return answer;
      } finally {
        free.release();
      }
    } finally {
      flights.remove(route);
      flight.landed.set();
    }
  }

  int count() {
    return flights.size();
  }
}
