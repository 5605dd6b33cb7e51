package io.weightless.component;

import java.util.ArrayList;
import java.util.List;

/// Components one after the other: what goes out of one comes in at the next; made by
/// [Component#into].
///
/// - **Limit**: what goes out of it ends when all of it has. In a loop, where its first one waits
///   for the end of what its last one sends, wire those inside themselves: then each ends the next.
///
/// From Kamaelia's Pipeline.
public final class Pipeline<I, O> extends Component<I, O> {
  private final List<Component<?, ?>> stages;

  private Pipeline(List<Component<?, ?>> stages) {
    this.stages = stages;
  }

  static <I, M, O> Pipeline<I, O> of(Component<I, M> first, Component<? super M, O> next) {
    List<Component<?, ?>> stages = new ArrayList<>();
    if (first instanceof Pipeline<I, M> pipeline && pipeline.place() == null) {
      stages.addAll(pipeline.stages);
    } else {
      stages.add(first);
    }
    stages.add(next);
    return new Pipeline<>(stages);
  }

  @Override
  protected void main() {
    Port<?> last = in;
    for (Component<?, ?> stage : stages) {
      inside().join(last, stage.in);
      last = stage.out;
    }
    inside().join(last, out);
    inside().startAll();
  }
}
