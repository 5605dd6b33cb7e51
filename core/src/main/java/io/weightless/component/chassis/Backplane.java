package io.weightless.component.chassis;

import io.weightless.component.Component;
import io.weightless.component.Inlet;
import io.weightless.component.Outlet;
import java.util.ArrayList;
import java.util.List;

/// Has all its subscribers get what any of its publishers sends; they come and go while it runs.
///
/// ```java
/// Backplane<String> chat = new Backplane<>("chat");
/// graph.wire(person.says, chat.publisher());
/// graph.wire(chat.subscriber(), person.hears);
/// ```
///
/// [#in] is a publisher, too, and [#out] a subscriber, where they are wired when it begins.
///
/// - **Order**: the same for all subscribers, first come, first served. One gets what is sent since
///   it is wired.
/// - **Waits**: while a subscriber has no room: the slowest holds up all. Without subscribers what
///   is sent is discarded.
/// - **Ending**: not by itself, though all have left. Once it is [closed][#close] or drained it
///   ends with the last publisher. Who has ended has left.
///
/// From Kamaelia's Backplane, with PublishTo and SubscribeTo, whose names were known to a whole
/// process.
///
/// @param <T> what is sent
public final class Backplane<T> extends Component<T, T> {
  private final List<Inlet<T>> publishers = new ArrayList<>();
  private final Outlets<T> subscribers = new Outlets<>(this);
  private boolean isClosed;

  /// @param name what it is about, for reports
  public Backplane(String name) {
    super(name);
    in.hold();
  }

  /// Where another one sends.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when it is closed, or has ended
  public Inlet<T> publisher() {
    if (isClosed || in.hasEnded()) {
      throw new IllegalStateException(path() + " is closed: nobody can join any more");
    }
    publishers.removeIf(this::hasLeft);
    Inlet<T> publisher = inlet("publisher");
    publishers.add(publisher);
    pass(publisher, in);
    return publisher;
  }

  private boolean hasLeft(Inlet<T> publisher) {
    if (publisher.hasEnded() && ports().contains(publisher)) {
      remove(publisher);
    }
    return publisher.hasEnded();
  }

  /// Whence another one receives. When it has ended there is nothing but the end.
  ///
  /// - **Waits**: never.
  public Outlet<T> subscriber() {
    Outlet<T> subscriber = outlet("subscriber");
    subscribers.add(subscriber);
    return subscriber;
  }

  @Override
  protected void main() {
    subscribers.add(out);
    in.forEach(subscribers::sendAll);
  }

  /// Nobody can join any more, and it ends with those publishers that there are. Idempotent.
  ///
  /// - **Waits**: never.
  public void close() {
    if (!isClosed) {
      isClosed = true;
      in.release();
      endUnfed();
    }
  }

  @Override
  protected void onDrain() {
    close();
    endUnfed(); // of one that was closed before, a publisher may have lost its wire
  }
}
