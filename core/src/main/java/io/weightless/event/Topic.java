package io.weightless.event;

import io.weightless.engine.internal.Suspension;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A part of what goes on on a [Bus]: what is fired here is heard by those who have registered
/// here, and by those who have registered on the whole bus.
///
/// It is named by any object: a word, or the very thing that its events are for, so that only that
/// one's handlers hear them. Two of one name are one topic. From Circuits' channels and targets.
///
/// What holds for all methods:
///
/// - **Order**: events are handled in the order in which they were fired, but those of a higher
///   priority first. One event goes from handler to handler: the highest priority first, and among
///   equals the one that came first. One that waits holds up those behind it, for this event; other
///   events go on.
/// - **Failing**: what a handler fails with does not keep the others from theirs. It is thrown to
///   who awaits the event; if nobody does, and nobody hears [Failed], the bus's scope fails with
///   it.
/// - **Runs on**: the reactor of the bus.
public abstract sealed class Topic permits Bus, Member, NamedTopic {
  Topic() {}

  abstract Bus bus();

  /// Null for the whole bus.
  abstract @Nullable Object name();

  /// Has `handler` hear what is of `type`, with priority 0.
  public <E> Registration on(Class<E> type, Handler<? super E> handler) {
    return on(type, 0, handler);
  }

  /// Has `handler` hear what is of `type`.
  ///
  /// - **Waits**: never. It hears what is handled from now on, also of what was fired before.
  public <E> Registration on(Class<E> type, int priority, Handler<? super E> handler) {
    Objects.requireNonNull(handler);
    return add(
        type,
        priority,
        (event, _) -> {
          handler.handle(type.cast(event));
          return event;
        });
  }

  /// Has `answerer` answer what is of `type`, with priority 0.
  public <R, E extends Asks<R>> Registration answer(
      Class<E> type, Answerer<? super E, ? extends R> answerer) {
    return answer(type, 0, answerer);
  }

  /// Has `answerer` answer what is of `type`.
  ///
  /// - **Waits**: never; as [#on].
  public <R, E extends Asks<R>> Registration answer(
      Class<E> type, int priority, Answerer<? super E, ? extends R> answerer) {
    Objects.requireNonNull(answerer);
    return add(
        type,
        priority,
        (event, firing) -> {
          firing.answered(Objects.requireNonNull(answerer.answer(type.cast(event))));
          return event;
        });
  }

  /// Has `filter` decide what becomes of what is of `type`, for those whose priority is less; those
  /// of the same one that came before have it already.
  ///
  /// - **Waits**: never; as [#on].
  public <E> Registration filter(Class<E> type, int priority, Filter<E> filter) {
    Objects.requireNonNull(filter);
    return add(type, priority, (event, _) -> filter.filter(type.cast(event)));
  }

  private Registration add(Class<?> type, int priority, Entry.Deed deed) {
    bus().checkOwner();
    return add(new Entry(type, name(), priority, deed));
  }

  Registration add(Entry entry) {
    bus().table().add(entry);
    return new Registration(bus(), entry);
  }

  /// Tells those who hear it that `event` has happened, with priority 0.
  public Firing<?> fire(Object event) {
    return fire(0, event);
  }

  /// Tells those who hear it that `event` has happened.
  ///
  /// - **Waits**: never: it is handled in another turn. Await the firing for more.
  ///
  /// @throws IllegalStateException when [Bus#LIMIT] events wait already
  public Firing<?> fire(int priority, Object event) {
    Firing<?> firing = bus().firing(event, name(), priority, false);
    bus().send(firing);
    return firing;
  }

  /// The same with priority 0, and [Firing#awaitComplete] tells when all that it has caused is
  /// done.
  public Firing<?> track(Object event) {
    Firing<?> firing = bus().firing(event, name(), 0, true);
    bus().send(firing);
    return firing;
  }

  /// Has `event` answered.
  ///
  /// - **Waits**: until all have handled it. Where that is refused, nothing is fired.
  /// - **Cancelled**: the event goes on.
  ///
  /// @return what they said that answered, in their order: all of them, one, or nothing
  /// @throws EventFailed when one failed with a checked exception; an unchecked one is thrown as it
  ///   is; the failures of others are suppressed in it
  public <R> List<R> call(Asks<R> event) {
    return bus().<R>firing(event, name(), 0, false).call();
  }

  /// The next event of `type` that gets as far as to those of priority 0.
  ///
  /// - **Waits**: until there is one.
  public <E> E next(Class<E> type) {
    Suspension<E> wait = new Suspension<>("an event of type " + type.getSimpleName());
    try (var _ = on(type, event -> wait.resume(event))) {
      return wait.await(() -> true);
    }
  }

  /// What is fired here is fired there as well, as something that it has caused, with its priority;
  /// what is for a topic of this bus is for that of the other one, if `there` is a whole bus. What
  /// is asked here is answered there, too.
  ///
  /// - **Waits**: never; but an event that asks waits for those there at its place, priority 0.
  public Registration forward(Topic there) {
    return add(
        Object.class,
        0,
        (event, firing) -> {
          Firing<?> told = there.told(firing.topic()).fire(firing.priority(), event);
          if (event instanceof Asks<?>) {
            told.await().forEach(firing::answered);
          }
          return event;
        });
  }

  /// Where an event is fired that somebody fired at a topic of that name.
  Topic told(@Nullable Object ofName) {
    return this;
  }
}
