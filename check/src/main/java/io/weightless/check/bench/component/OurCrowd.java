package io.weightless.check.bench.component;

import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Outlet;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;

/// Ours: components in a graph, each wired to the next, that wait for a value.
final class OurCrowd implements Crowd {
  private final Reactor reactor = Reactor.open();
  private int waiting;

  @Override
  public void hold(int count, Runnable whenAllWait) {
    reactor.run(() -> Scope.join(scope -> hold(scope, count, whenAllWait)));
  }

  private void hold(Scope scope, int count, Runnable whenAllWait) {
    waiting = 0;
    Graph<Void, Void> graph = new Graph<>();
    Silent silent = graph.add(new Silent());
    Outlet<Integer> last = silent.out;
    for (int i = 0; i < count; i++) {
      Waiter next = new Waiter();
      graph.wire(last, next.in);
      last = next.out;
    }
    Task<?> running = scope.start("graph", graph::run);
    while (waiting < count) {
      Task.yield();
    }
    Task.yield();
    whenAllWait.run();
    graph.drain();
    running.await();
  }

  @Override
  public void close() {
    reactor.close();
  }

  /// Sends nothing, and is there.
  private static final class Silent extends Component<Integer, Integer> {
    @Override
    protected void main() {
      in.receive();
    }
  }

  private final class Waiter extends Component<Integer, Integer> {
    @Override
    protected void main() {
      waiting++;
      for (Integer value : in) {
        out.send(value);
      }
    }
  }
}
