package io.weightless.event;

import io.weightless.component.Component;
import io.weightless.component.NobodyReceives;
import java.util.Objects;

/// A bus in a graph of components: what comes in is fired, and what is fired goes out.
///
/// ```java
/// graph.wire(new Lines(console).out, exchange.in);      // a line is an event
/// graph.wire(exchange.out, new Log().in);               // and so is what others fire
/// ```
///
/// The next value is taken when the one before was handled, so slow handlers hold up what is before
/// it; and who receives slowly is a slow handler. What comes in goes out, too, if it is of the
/// type. It ends when its inlet does; where nobody feeds it, when it is drained; and when what goes
/// out has no receiver any more.
///
/// @param <E> what goes out
public final class Exchange<E> extends Component<Object, E> {
  private final Topic topic;
  private final Class<E> type;

  /// @param topic a bus, or a part of it, of the reactor that this runs on
  public Exchange(Topic topic, Class<E> type) {
    this.topic = Objects.requireNonNull(topic);
    this.type = Objects.requireNonNull(type);
  }

  @Override
  protected void main() {
    try (var _ = topic.on(type, this::send)) {
      for (Object event : in) {
        topic.fire(event).awaitHeard();
      }
    }
  }

  /// That nobody receives is no failure of an event.
  private void send(E event) {
    try {
      out.send(event);
    } catch (NobodyReceives end) {
      stop();
    }
  }
}
