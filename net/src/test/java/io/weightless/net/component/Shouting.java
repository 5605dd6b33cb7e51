package io.weightless.net.component;

import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Outlet;
import io.weightless.reactor.Reactor;
import java.util.Locale;

/// Prints what is typed in capitals, and on standard error how many lines that were.
final class Shouting {
  private Shouting() {}

  /// Says in the end how many.
  private static final class Shout extends Component<String, String> {
    final Outlet<Integer> count = outlet("how many lines");

    @Override
    protected void main() {
      int lines = 0;
      for (String line : in) {
        out.send(line.toUpperCase(Locale.ROOT));
        lines++;
      }
      count.send(lines);
    }
  }

  /// On the backend that it is given.
  public static void main(String[] arguments) {
    Shout shout = new Shout();
    Graph<Void, Void> graph = new Graph<>();
    graph.wire(new ConsoleInput().out, shout.in);
    graph.wire(shout.out, new ConsoleOutput().in);
    graph.wire(shout.count, ConsoleOutput.errors().in);
    try (Reactor reactor = Reactor.open(arguments[0])) {
      reactor.run(graph::run);
    }
  }
}
