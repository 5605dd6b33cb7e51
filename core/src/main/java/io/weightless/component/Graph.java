package io.weightless.component;

/// Components that are wired by hand, and nothing else: it has ended when all inside it has.
///
/// ```java
/// Graph<Void, Void> graph = new Graph<>();
/// graph.wire(reader.out, parser.in);
/// graph.wire(parser.out, writer.in);
/// graph.wire(parser.mistakes, log.in);
/// graph.run();
/// ```
///
/// From Kamaelia's Graphline.
///
/// @param <I> what comes in by [#in], to be [passed][#pass] on
/// @param <O> what goes out by [#out]
public final class Graph<I, O> extends Component<I, O> {
  public Graph() {}

  public Graph(String name) {
    super(name);
  }

  @Override
  protected void main() {}
}
