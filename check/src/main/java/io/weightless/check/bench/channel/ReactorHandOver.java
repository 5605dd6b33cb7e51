package io.weightless.check.bench.channel;

import io.weightless.channel.Channel;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.util.List;
import java.util.function.Supplier;

/// Ours: channels between the tasks of a reactor.
final class ReactorHandOver implements HandOver {
  private final Reactor reactor = Reactor.open();

  @Override
  public void roundTrips(int times, Tally tally) {
    run(() -> Conduit.roundTrips(rendezvous(), rendezvous(), times, tally));
  }

  @Override
  public void stream(int values, Tally tally) {
    run(() -> Conduit.stream(new Line(Channel.buffered(CAPACITY)), values, tally));
  }

  /// @param bodies asked for in a task, since channels are made there
  private void run(Supplier<List<Conduit.Body>> bodies) {
    reactor.run(() -> Scope.join(scope -> start(scope, bodies.get())));
  }

  private static void start(Scope scope, List<Conduit.Body> bodies) {
    for (Conduit.Body body : bodies) {
      scope.start("hand over", body::run);
    }
  }

  private static Line rendezvous() {
    return new Line(Channel.rendezvous());
  }

  @Override
  public void close() {
    reactor.close();
  }

  private record Line(Channel<Integer> channel) implements Conduit {
    @Override
    public void put(Integer value) {
      channel.send(value);
    }

    @Override
    public Integer take() {
      return channel.receive();
    }
  }
}
