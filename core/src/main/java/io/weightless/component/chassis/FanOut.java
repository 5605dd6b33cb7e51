package io.weightless.component.chassis;

import io.weightless.component.Component;
import io.weightless.component.Outlet;
import io.weightless.sync.Event;
import org.jspecify.annotations.Nullable;

/// Divides what comes in among any number of outlets: an outlet leads to one inlet, so who is to
/// get what is the decision of a component.
///
/// ```java
/// RoundRobin<Request> clients = new RoundRobin<>();
/// graph.wire(requests.out, clients.in);
/// for (int i = 0; i < number; i++) {
///   graph.wire(clients.add(), new Client().in);
/// }
/// ```
///
/// [#out] is one of them, if it is wired when this begins: so it can be a stage of a pipeline.
///
/// - **Order**: to each outlet as received.
/// - **Waits**: as long as there was no outlet, for the first one, also behind the end of what
///   comes in. Add outlets before it runs or, on its reactor, while it does.
/// - **Ending**: with what comes in; and when there were outlets and none is left. An outlet leaves
///   when it is [removed][#remove], or its receiver has ended; the others go on.
///
/// @param <T> what comes in, and goes out
public abstract sealed class FanOut<T> extends Component<T, T> permits ByKey, RoundRobin, Splitter {
  final Outlets<T> outlets = new Outlets<>(this);
  private int made;

  /// While it waits for the first one.
  private @Nullable Event isAdded;

  FanOut() {}

  /// Another outlet; of one that has ended it has, too, and who is wired to it finds the end.
  ///
  /// - **Waits**: never.
  public final Outlet<T> add() {
    Outlet<T> outlet = prepared(outlet("out " + ++made));
    join(outlet);
    return outlet;
  }

  /// What holds for a fresh one.
  Outlet<T> prepared(Outlet<T> fresh) {
    return fresh;
  }

  private void join(Outlet<T> outlet) {
    outlets.add(outlet);
    joined(outlet);
    if (isAdded != null) {
      isAdded.set();
    }
  }

  void joined(Outlet<T> outlet) {}

  @Override
  protected final void main() {
    if (out.onward() != null) {
      join(out);
    }
    if (outlets.isEmpty()) {
      isAdded = new Event();
      isAdded.await();
    }
    divide();
  }

  /// There is an outlet at least.
  abstract void divide();

  @Override
  protected final void onDrain() {
    if (outlets.isEmpty() && out.onward() == null) {
      stop();
    } else {
      super.onDrain();
    }
  }
}
